/**
 * Reads the QR codes of zxing's and zxing-cpp's test pictures as the service does, and pictures without any QR code.
 * Pictures with several codes, and parts of a code that spans pictures, have no single text and are left out.
 */
import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { createSharpCodec } from "@gradphoto/engine/decoder";
import { readCodePicture } from "../../../apps/server/src/codes/picture-reader.ts";
import type { Measured } from "./credentials.ts";

/** `wrong` lists the pictures that were not read, or read as another text. */
export interface CodesMeasure extends Measured {
  readonly withoutCode: number;
  /** Pictures without a QR code in which one was read. */
  readonly falsePositives: readonly string[];
}

/** Both projects keep further pictures, of other tests, outside these folders. */
const isSample = (file: string): boolean =>
  /\b(blackbox|samples)\/.*\.(png|jpe?g|webp)$/i.test(file);
/** Micro QR and rMQR are relatives of the QR code; the pictures of several codes hold some. */
const hasOtherQr = (folder: string): boolean => /^(microqrcode|rmqrcode|multi)/.test(folder);

/** Measures every picture below `folder`, each content once. */
export async function measureCodes(folder: string): Promise<CodesMeasure> {
  const codec = createSharpCodec({ heic: false });
  const measured = {
    tried: 0,
    right: 0,
    wrong: [] as string[],
    withoutCode: 0,
    falsePositives: [] as string[],
  };
  const contents = new Set<string>();
  for (const file of (await readdir(folder, { recursive: true })).filter(isSample).sort()) {
    const kind = basename(dirname(file));
    if (hasOtherQr(kind)) continue;
    const isCode = kind.startsWith("qrcode");
    const expected = isCode ? await readText(join(folder, file)) : null;
    if (isCode && expected === null) continue;
    const bytes = await readFile(join(folder, file));
    const content = bytes.toString("base64");
    if (contents.has(content)) continue;
    contents.add(content);
    const read = await readCodePicture(codec, bytes);
    const text = "text" in read ? read.text : null;
    if (expected === null) {
      measured.withoutCode += 1;
      if (text !== null) measured.falsePositives.push(file);
    } else {
      measured.tried += 1;
      if (text !== null && withoutFinalNewline(text) === expected) measured.right += 1;
      else measured.wrong.push(file);
    }
  }
  return measured;
}

/** Some expected texts have a final newline that their codes lack, and some codes have one. */
const withoutFinalNewline = (text: string): string => text.replace(/[\r\n]+$/, "");

/** Reads the expected text from the file next to the picture. Returns null where there is none. */
async function readText(picture: string): Promise<string | null> {
  try {
    return withoutFinalNewline(
      await readFile(`${picture.slice(0, -extname(picture).length)}.txt`, "utf8"),
    );
  } catch {
    return null;
  }
}

/** Reads the QR code in a picture, in the browser. Importing this file loads the reader. */
import { findCollectionCode } from "@gradphoto/domain";
import { prepareZXingModule, purgeZXingModule, type ReadResult, readBarcodes } from "zxing-wasm/reader";
import type { Picture } from "../platform.ts";

const overrides = { locateFile: () => `${process.env.GRADPHOTO_H5_BASE}static/zxing_reader.wasm` };

prepareZXingModule({ overrides, fireImmediately: true }).catch(() => {
  // Otherwise the failure would be stored; now the first picture loads the reader again.
  purgeZXingModule();
  prepareZXingModule({ overrides });
});

const textsOf = (match: readonly ReadResult[]): readonly string[] =>
  match.filter(({ isValid }) => isValid).map(({ text }) => text);

/** For a camera frame: the next comes at once, so one quick attempt is enough. */
export async function readCodeInFrame(frame: ImageData): Promise<string | null> {
  return findCollectionCode(textsOf(await readBarcodes(frame, { formats: ["QRCode"], tryHarder: false })));
}

export async function readCodeIn(picture: Picture): Promise<string | null> {
  try {
    const file = await (await fetch(picture.url)).blob();
    return findCollectionCode(textsOf(await readBarcodes(file, { formats: ["QRCode"] })));
  } catch {
    // The browser cannot decode this format; the service can.
    return null;
  }
}

/** What a picture's file says of where it comes from: labels, programs, lens, date. Every byte of it may be hostile. */
import type { FileMarks, SourceFormat } from "../../ports.ts";
import { latin1Of, utf8Of } from "../bytes.ts";
import { type Blocks, bytesOfText, type Inflate, noBlocks } from "./blocks.ts";
import { type ExifTexts, exifTextsOf } from "./exif-texts.ts";
import { collectFromHeif } from "./heif-blocks.ts";
import { collectFromJpeg } from "./jpeg-blocks.ts";
import { collectFromPng } from "./png-blocks.ts";
import { takenOf } from "./taken.ts";
import { collectFromWebp } from "./webp-blocks.ts";
import { xmpPropertiesOf } from "./xmp-properties.ts";

const collectFrom: Readonly<Record<SourceFormat, (file: Uint8Array, blocks: Blocks) => void>> = {
  jpeg: collectFromJpeg,
  png: collectFromPng,
  webp: collectFromWebp,
  heic: collectFromHeif,
  avif: collectFromHeif,
};

/** Never throws: what is found before a broken place stays. */
export function blocksOf(file: Uint8Array, format: SourceFormat): Blocks {
  const blocks = noBlocks();
  unlessBroken(() => collectFrom[format](file, blocks), undefined);
  return blocks;
}

/** Never throws: what cannot be read says nothing. */
export function readFileMarks(bytes: Uint8Array, format: SourceFormat, today: Date, inflate: Inflate): FileMarks {
  const blocks = blocksOf(bytes, format);
  const exif = blocks.exif.map((block) => unlessBroken(() => exifTextsOf(block), null)).filter((one) => one !== null);
  const xmp = blocks.xmp
    .map((block) => unlessBroken(() => xmpPropertiesOf(bytesOfText(block, inflate)), null))
    .filter((one) => one !== null);
  const texts = [
    ...blocks.texts.map(({ keyword, block }) => ({ keyword, text: utf8Of(bytesOfText(block, inflate), 0, maxText) })),
    ...exif.flatMap(textsOf),
  ];
  const credentials = blocks.credentials.map((block) => credentialsOf(block));
  return {
    aigc: named([...xmp.flatMap(({ aigc }) => aigc), ...texts.filter(isAigcLabel).map(({ text }) => text)]),
    sourceTypes: named(
      [...xmp.flatMap(({ sourceTypes }) => sourceTypes), ...credentials.flatMap(({ sourceTypes }) => sourceTypes)].map(
        (address) => address.split("/").at(-1) ?? "",
      ),
    ),
    software: named([
      ...exif.map(({ software }) => software),
      ...xmp.flatMap(({ software }) => software),
      ...texts.flatMap(programOf),
    ]),
    credentialActions: credentials.length === 0 ? null : named(credentials.flatMap(({ actions }) => actions)),
    lens: firstOf(exif, ({ lensModel }) => lensModel) ?? frontCameraIn(blocks.exif),
    taken: exif.map(({ takenAt }) => takenOf(takenAt, today)).find((taken) => taken !== null) ?? null,
  };
}

function unlessBroken<One>(read: () => One, otherwise: One): One {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

interface Text {
  readonly keyword: string;
  readonly text: string;
}

/** Longer ones say nothing of where the picture comes from. */
const maxText = 2 ** 16;

const textsOf = ({ description, comment }: ExifTexts): Text[] => [
  { keyword: "ImageDescription", text: description },
  { keyword: "UserComment", text: comment },
];

/** Also outside XMP: a text chunk of that name, or JSON under it. */
const isAigcLabel = ({ keyword, text }: Text): boolean =>
  keyword.toUpperCase() === "AIGC" || /["']AIGC["']\s*:/i.test(text);

/** What a text chunk says made the picture: by its own name, or by what image generators leave there. */
function programOf({ keyword, text }: Text): string[] {
  if (keyword === "Software") return [text];
  if (/\bSteps: \d+, Sampler: /.test(text)) return ["Stable Diffusion"];
  return keyword === "prompt" && text.includes('"class_type"') ? ["ComfyUI"] : [];
}

/** Of one kind; a manifest names some twenty. */
const mostNames = 64;
const sourceTypeAddress = /digitalsourcetype\/[A-Za-z]{3,60}/g;
const actionName = /c2pa\.[A-Za-z_]{3,40}/g;

/** As some phones name it in fields of their own. */
const frontCameraIn = (exif: readonly Uint8Array[]): string | null =>
  exif.map((block) => latin1Of(block).match(/\bfront (?:\w{1,20} )?camera\b/i)?.[0]).find(Boolean) ?? null;

/** Their assertions are CBOR, which holds texts as they are. */
function credentialsOf(block: Uint8Array): { sourceTypes: readonly string[]; actions: readonly string[] } {
  const text = latin1Of(block);
  return { sourceTypes: everyOf(text, sourceTypeAddress), actions: everyOf(text, actionName) };
}

function everyOf(text: string, pattern: RegExp): readonly string[] {
  const found = new Set<string>();
  for (const [one] of text.matchAll(pattern)) if (found.add(one).size === mostNames) break;
  return [...found];
}

const longestName = 80;

/** Each once, short, and fit to be stored and shown. */
const named = (texts: readonly string[]): string[] =>
  [...new Set(texts.map(printable))].filter((text) => text !== "").slice(0, mostNames);

const printable = (text: string): string =>
  Array.from(text.replace(/\p{C}+/gu, " ").trim())
    .slice(0, longestName)
    .join("");

function firstOf(exif: readonly ExifTexts[], pick: (texts: ExifTexts) => string): string | null {
  return exif.map((texts) => printable(pick(texts))).find((text) => text !== "") ?? null;
}

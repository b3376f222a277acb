/** Reads the marks of a file on its origin: labels, programs, lens, date. Every byte may be hostile. */
import type { FileMarks, SourceFormat } from "../../ports.ts";
import { latin1Of, utf8Of } from "../bytes.ts";
import { bytesOfText, type Inflate, unlessBroken } from "./blocks.ts";
import { blocksOf } from "./blocks-of.ts";
import { readCredentials } from "./credentials.ts";
import { type ExifTexts, exifTextsOf } from "./exif-texts.ts";
import { xmpPropertiesOf } from "./xmp.ts";

const exifDate = /^(\d{4}):(\d{2}):(\d{2})(?!\d)/;
const dayMs = 86_400_000;
/** Earliest valid year. No phone had a camera before; a clock that was never set yields such years. */
const earliestYear = 2000;

/**
 * Parses a date; returns null where it is missing or impossible. Time zones are unknown, so tomorrow counts as today.
 */
export function takenOf(dateTimeOriginal: string, today: Date): FileMarks["taken"] {
  const [, year = "", month = "", day = ""] = exifDate.exec(dateTimeOriginal) ?? [];
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const on = `${year}-${month}-${day}`;
  const isDay = year !== "" && Number(year) >= earliestYear && at.toISOString().startsWith(on);
  const daysAgo = Math.floor((today.getTime() - at.getTime()) / dayMs);
  return isDay && daysAgo >= -1 ? { on, daysAgo: Math.max(0, daysAgo) } : null;
}

/** Reads the marks of a file. Never throws: unreadable data counts as missing. */
export function readFileMarks(
  bytes: Uint8Array,
  format: SourceFormat,
  today: Date,
  inflate: Inflate,
): FileMarks {
  const blocks = blocksOf(bytes, format);
  const exif = blocks.exif
    .map((block) => unlessBroken(() => exifTextsOf(block), null))
    .filter((one) => one !== null);
  const xmp = blocks.xmp
    .map((block) => unlessBroken(() => xmpPropertiesOf(bytesOfText(block, inflate)), null))
    .filter((one) => one !== null);
  const texts = [
    ...blocks.texts.map(({ keyword, block }) => ({
      keyword,
      text: utf8Of(bytesOfText(block, inflate), 0, maxText),
    })),
    ...exif.flatMap(textsOf),
  ];
  const credentials = readCredentials(blocks.credentials);
  return {
    aigc: named([
      ...xmp.flatMap(({ aigc }) => aigc),
      ...texts.filter(isAigcLabel).map(({ text }) => text),
    ]),
    sourceTypes: named(
      [...xmp.flatMap(({ sourceTypes }) => sourceTypes), ...(credentials?.sourceTypes ?? [])].map(
        (address) => address.split("/").at(-1) ?? "",
      ),
    ),
    software: named([
      ...exif.map(({ software }) => software),
      ...xmp.flatMap(({ software }) => software),
      ...texts.flatMap(programOf),
    ]),
    credentialActions: credentials && named(credentials.actions),
    lens: firstOf(exif, ({ lensModel }) => lensModel) ?? frontCameraIn(blocks.exif),
    taken:
      exif.map(({ takenAt }) => takenOf(takenAt, today)).find((taken) => taken !== null) ?? null,
  };
}

interface Text {
  readonly keyword: string;
  readonly text: string;
}

/** Maximum length of a text. Longer ones contain nothing about the origin. */
const maxText = 2 ** 16;

const textsOf = ({ description, comment }: ExifTexts): Text[] => [
  { keyword: "ImageDescription", text: description },
  { keyword: "UserComment", text: comment },
];

/**
 * Returns true for a label of AI generation. It also matches outside XMP: a text chunk with that name, or JSON with
 * that key.
 */
const isAigcLabel = ({ keyword, text }: Text): boolean =>
  keyword.toUpperCase() === "AIGC" || /["']AIGC["']\s*:/i.test(text);

/** Returns the program named in a text chunk: explicitly, or by the traces of image generators. */
function programOf({ keyword, text }: Text): string[] {
  if (keyword === "Software") return [text];
  if (/\bSteps: \d+, Sampler: /.test(text)) return ["Stable Diffusion"];
  return keyword === "prompt" && text.includes('"class_type"') ? ["ComfyUI"] : [];
}

/** Returns the front camera, which some phones name in fields of their own. */
const frontCameraIn = (exif: readonly Uint8Array[]): string | null =>
  exif
    .map((block) => latin1Of(block).match(/\bfront (?:\w{1,20} )?camera\b/i)?.[0])
    .find(Boolean) ?? null;

/** Maximum number of names of each kind. A manifest has about twenty. */
const maxNames = 64;
const longestName = 80;

/** Deduplicates, shortens and cleans names for storage and display. */
const named = (texts: readonly string[]): string[] =>
  [...new Set(texts.map(printable))].filter((text) => text !== "").slice(0, maxNames);

const printable = (text: string): string =>
  Array.from(text.replace(/\p{C}+/gu, " ").trim())
    .slice(0, longestName)
    .join("");

function firstOf(exif: readonly ExifTexts[], pick: (texts: ExifTexts) => string): string | null {
  return exif.map((texts) => printable(pick(texts))).find((text) => text !== "") ?? null;
}

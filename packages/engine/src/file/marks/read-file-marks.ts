/** Reads the marks of a file on its origin: labels, programs, lens, date. Every byte may be hostile. */
import type { FileMarks, SourceFormat } from "../../ports.ts";
import { hexOf, joined, latin1Of, utf8Of, viewOf } from "../bytes.ts";
import { jpegCode, jpegParts, pngParts, webpParts } from "../file-parts.ts";
import { boxesIn, bytesOf, type HeifMeta, partOf, versionAndFlagsBytes } from "../heif-boxes.ts";
import { itemsOf, placesOf } from "../heif-items.ts";
import {
  type Blocks,
  bytesOfText,
  type Inflate,
  noBlocks,
  pushWithin,
  storeExif,
  storeXmp,
  type TextBlock,
} from "./blocks.ts";
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

const credentialsId = "d8fec3d61b0e483c92975828877ec481";
const xmpType = "application/rdf+xml";

/** Adds the blocks of a HEIF file. Throws an Error where the boxes are broken; blocks found earlier stay. */
function collectFromHeif(file: Uint8Array, blocks: Blocks): void {
  const top = boxesIn(partOf(file, 0, file.length));
  for (const { type, body } of top) {
    const bytes = bytesOf(body);
    if (type === "uuid" && hexOf(bytes.subarray(0, 16)) === credentialsId)
      pushWithin(blocks.credentials, bytes.subarray(16));
  }
  const meta = top.find(({ type }) => type === "meta");
  if (!meta) return;
  const inMeta = boxesIn(partOf(meta.body, versionAndFlagsBytes));
  const body: HeifMeta["body"] = (wanted) => inMeta.find(({ type }) => type === wanted)?.body ?? null;
  const [places, inline] = [body("iloc"), body("idat")];
  if (!places) return;
  const kinds = new Map(
    itemsOf({ body })
      .filter(({ type, mediaType }) => type === "Exif" || (type === "mime" && mediaType === xmpType))
      .map(({ id, type }) => [id, type]),
  );
  for (const [item, parts] of placesOf(places, (id) => kinds.has(id))) {
    const pieces = parts.map(({ inIdat, at, length }) => {
      const complete = inIdat ? (inline ? bytesOf(inline) : new Uint8Array()) : file;
      return complete.subarray(at, length === 0 ? undefined : at + length);
    });
    const [only, ...others] = pieces;
    if (kinds.get(item) === "mime") storeXmp(blocks, { pieces, isPacked: false });
    else if (others.length > 0) blocks.unread.push(...pieces);
    // The first four bytes contain the offset of the TIFF data after them.
    else if (only && only.length > 4) storeExif(blocks, only.subarray(4 + viewOf(only).getUint32(0)));
  }
}

const xmpKeyword = "XML:com.adobe.xmp";

/** Adds the blocks of a PNG file: its text chunks including XMP, EXIF and content credentials. */
function collectFromPng(file: Uint8Array, blocks: Blocks): void {
  for (const { type, at, end } of pngParts(file)) {
    const body = file.subarray(at, end);
    if (type === "eXIf") storeExif(blocks, body);
    if (type === "caBX") pushWithin(blocks.credentials, body);
    if (type === "tEXt" || type === "zTXt" || type === "iTXt") collectText(type, body, blocks);
  }
}

type TextChunk = "tEXt" | "zTXt" | "iTXt";

function collectText(type: TextChunk, body: Uint8Array, blocks: Blocks): void {
  const keywordEnd = body.indexOf(0);
  if (keywordEnd < 0) return;
  const keyword = latin1Of(body, 0, keywordEnd);
  const block = textIn(type, body.subarray(keywordEnd + 1));
  if (keyword === xmpKeyword) storeXmp(blocks, block);
  // These are hex copies of EXIF, IPTC and XMP, as ImageMagick writes them.
  else if (keyword.startsWith("Raw profile type")) blocks.unread.push(...block.pieces);
  else pushWithin(blocks.texts, { keyword, block });
}

function textIn(type: TextChunk, rest: Uint8Array): TextBlock {
  if (type === "tEXt") return { pieces: [rest], isPacked: false };
  if (type === "zTXt") return { pieces: [rest.subarray(1)], isPacked: true };
  // The text is preceded by a compression flag and method, then language and translated keyword, each terminated by a
  // zero.
  const languageEnd = rest.indexOf(0, 2);
  const headEnd = languageEnd < 0 ? -1 : rest.indexOf(0, languageEnd + 1);
  return { pieces: headEnd < 0 ? [] : [rest.subarray(headEnd + 1)], isPacked: rest[0] === 1 };
}

const xmpHead = "http://ns.adobe.com/xap/1.0/\0";
const extensionHead = "http://ns.adobe.com/xmp/extension/\0";
/** Offset after its header: the packet's id and full length come before the offset of the part. */
const extensionOffsetAt = extensionHead.length + 32 + 4;
const exifHead = "Exif\0\0";
/** "JP", box instance, number of the part, then length and type of the box, repeated in each part. */
const jumbfHeadBytes = 2 + 2 + 4 + 8;

/** Adds the blocks of a JPEG file: XMP with its extension, EXIF, content credentials, comments. */
function collectFromJpeg(file: Uint8Array, blocks: Blocks): void {
  const extension: { readonly offset: number; readonly part: Uint8Array }[] = [];
  const credentials: Uint8Array[] = [];
  for (const { code, at, end } of jpegParts(file)) {
    const body = file.subarray(at, end);
    const startsWith = (head: string): boolean => latin1Of(body, 0, head.length) === head;
    if (code === jpegCode.app1 && startsWith(xmpHead))
      storeXmp(blocks, { pieces: [body.subarray(xmpHead.length)], isPacked: false });
    else if (code === jpegCode.app1 && startsWith(exifHead)) storeExif(blocks, body);
    else if (code === jpegCode.app1 && startsWith(extensionHead) && body.length >= extensionOffsetAt + 4)
      extension.push({ offset: viewOf(body).getUint32(extensionOffsetAt), part: body.subarray(extensionOffsetAt + 4) });
    else if (code === jpegCode.app11 && startsWith("JP")) credentials.push(body.subarray(jumbfHeadBytes));
    else if (code === jpegCode.com)
      pushWithin(blocks.texts, { keyword: "", block: { pieces: [body], isPacked: false } });
  }
  extension.sort((one, other) => one.offset - other.offset);
  if (extension.length > 0) storeXmp(blocks, { pieces: extension.map(({ part }) => part), isPacked: false });
  if (credentials.length > 0) pushWithin(blocks.credentials, joined(credentials));
}

/** Adds the blocks of a WebP file: XMP, EXIF and content credentials, each a chunk of RIFF. */
function collectFromWebp(file: Uint8Array, blocks: Blocks): void {
  for (const { type, at, end } of webpParts(file)) {
    const body = file.subarray(at, end);
    if (type === "XMP ") storeXmp(blocks, { pieces: [body], isPacked: false });
    if (type === "EXIF") storeExif(blocks, body);
    if (type === "C2PA") pushWithin(blocks.credentials, body);
  }
}

const collectFrom: Readonly<Record<SourceFormat, (file: Uint8Array, blocks: Blocks) => void>> = {
  jpeg: collectFromJpeg,
  png: collectFromPng,
  webp: collectFromWebp,
  heic: collectFromHeif,
  avif: collectFromHeif,
};

/** Reads the blocks of a file. Never throws: blocks found before a broken place stay. */
export function blocksOf(file: Uint8Array, format: SourceFormat): Blocks {
  const blocks = noBlocks();
  unlessBroken(() => collectFrom[format](file, blocks), undefined);
  return blocks;
}

/** Reads the marks of a file. Never throws: unreadable data counts as missing. */
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

/** Maximum number of names of each kind. A manifest has about twenty. */
const maxNames = 64;
const sourceTypeAddress = /digitalsourcetype\/[A-Za-z]{3,60}/g;
const actionName = /c2pa\.[A-Za-z_]{3,40}/g;

/** Returns the front camera, which some phones name in fields of their own. */
const frontCameraIn = (exif: readonly Uint8Array[]): string | null =>
  exif.map((block) => latin1Of(block).match(/\bfront (?:\w{1,20} )?camera\b/i)?.[0]).find(Boolean) ?? null;

/** Reads credentials. Their assertions are CBOR, which stores texts unchanged. */
function credentialsOf(block: Uint8Array): { sourceTypes: readonly string[]; actions: readonly string[] } {
  const text = latin1Of(block);
  return { sourceTypes: everyOf(text, sourceTypeAddress), actions: everyOf(text, actionName) };
}

function everyOf(text: string, pattern: RegExp): readonly string[] {
  const matches = new Set<string>();
  for (const [one] of text.matchAll(pattern)) if (matches.add(one).size === maxNames) break;
  return [...matches];
}

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

/** Collects the metadata blocks of a file from its container. Every byte may be hostile. */
import type { SourceFormat } from "../../ports.ts";
import { hexOf, joined, latin1Of, viewOf } from "../bytes.ts";
import { jpegCode, jpegParts, pngParts, webpParts } from "../file-parts.ts";
import { boxesIn, bytesOf, type HeifMeta, partOf, versionAndFlagsBytes } from "../heif-boxes.ts";
import { itemsOf, placesOf } from "../heif-items.ts";
import {
  type Blocks,
  noBlocks,
  pushWithin,
  storeExif,
  storeXmp,
  type TextBlock,
  unlessBroken,
} from "./blocks.ts";

const credentialsId = "d8fec3d61b0e483c92975828877ec481";
/** The manifest store follows UUID, version and flags, the purpose with its zero, and an offset (C2PA 2.2, A.5.1). */
const purposeAt = 16 + versionAndFlagsBytes;
const offsetBytes = 8;
const xmpType = "application/rdf+xml";

/** Adds the blocks of a HEIF file. Throws an Error where the boxes are broken; blocks found earlier stay. */
function collectFromHeif(file: Uint8Array, blocks: Blocks): void {
  const top = boxesIn(partOf(file, 0, file.length));
  for (const { type, body } of top) {
    const bytes = bytesOf(body);
    if (type === "uuid" && hexOf(bytes.subarray(0, 16)) === credentialsId)
      pushWithin(blocks.credentials, bytes.subarray(bytes.indexOf(0, purposeAt) + 1 + offsetBytes));
  }
  const meta = top.find(({ type }) => type === "meta");
  if (!meta) return;
  const inMeta = boxesIn(partOf(meta.body, versionAndFlagsBytes));
  const body: HeifMeta["body"] = (wanted) =>
    inMeta.find(({ type }) => type === wanted)?.body ?? null;
  const [places, inline] = [body("iloc"), body("idat")];
  if (!places) return;
  const kinds = new Map(
    itemsOf({ body })
      .filter(
        ({ type, mediaType }) => type === "Exif" || (type === "mime" && mediaType === xmpType),
      )
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
    else if (only && only.length > 4)
      storeExif(blocks, only.subarray(4 + viewOf(only).getUint32(0)));
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
/** "JP" and the number of the box, then the number of the part. The head of the box is repeated in each part. */
const jumbfPart = { boxAt: 2, partAt: 4, contentAt: 8 } as const;

/** Adds the blocks of a JPEG file: XMP with its extension, EXIF, content credentials, comments. */
function collectFromJpeg(file: Uint8Array, blocks: Blocks): void {
  const extension: { readonly offset: number; readonly part: Uint8Array }[] = [];
  const jumbf: Uint8Array[] = [];
  for (const { code, at, end } of jpegParts(file)) {
    const body = file.subarray(at, end);
    const startsWith = (head: string): boolean => latin1Of(body, 0, head.length) === head;
    if (code === jpegCode.app1 && startsWith(xmpHead))
      storeXmp(blocks, { pieces: [body.subarray(xmpHead.length)], isPacked: false });
    else if (code === jpegCode.app1 && startsWith(exifHead)) storeExif(blocks, body);
    else if (
      code === jpegCode.app1 &&
      startsWith(extensionHead) &&
      body.length >= extensionOffsetAt + 4
    )
      extension.push({
        offset: viewOf(body).getUint32(extensionOffsetAt),
        part: body.subarray(extensionOffsetAt + 4),
      });
    else if (code === jpegCode.app11 && startsWith("JP") && body.length > 16) jumbf.push(body);
    else if (code === jpegCode.com)
      pushWithin(blocks.texts, { keyword: "", block: { pieces: [body], isPacked: false } });
  }
  extension.sort((one, other) => one.offset - other.offset);
  if (extension.length > 0)
    storeXmp(blocks, { pieces: extension.map(({ part }) => part), isPacked: false });
  for (const box of jumbfBoxesOf(jumbf)) pushWithin(blocks.credentials, box);
}

/** Joins the segments of each JUMBF box (ISO/IEC 19566-5, annex D). */
function jumbfBoxesOf(segments: readonly Uint8Array[]): Uint8Array[] {
  const partsOfBox = new Map<number, { readonly number: number; readonly part: Uint8Array }[]>();
  for (const segment of segments) {
    const view = viewOf(segment);
    const box = view.getUint16(jumbfPart.boxAt);
    const parts = partsOfBox.get(box) ?? [];
    partsOfBox.set(box, parts);
    parts.push({
      number: view.getUint32(jumbfPart.partAt),
      part: segment.subarray(jumbfPart.contentAt),
    });
  }
  return [...partsOfBox.values()].map((parts) => {
    parts.sort((one, other) => one.number - other.number);
    return joined(parts.map(({ part }, i) => (i === 0 ? part : part.subarray(boxHeadBytes(part)))));
  });
}

/** Returns the length of a box's head. A length of 1 means that the long length follows the type. */
const boxHeadBytes = (box: Uint8Array): number => (viewOf(box).getUint32(0) === 1 ? 16 : 8);

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

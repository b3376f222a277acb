/** The blocks of a PNG file: its text chunks, XMP among them, EXIF and content credentials. */
import { inflateSync } from "node:zlib";
import { type Blocks, bounded, isFull, keep, maxBlockBytes, tiffOf } from "./blocks.ts";

const signatureBytes = 8;
const xmpKeyword = "XML:com.adobe.xmp";
/** Longer texts say nothing of where the picture comes from. */
const maxText = 2 ** 16;

export function collectFromPng(file: Buffer, blocks: Blocks): void {
  for (let at = signatureBytes; at + 8 <= file.length; ) {
    const bytes = file.readUInt32BE(at);
    const type = file.toString("latin1", at + 4, at + 8);
    const body = file.subarray(at + 8, Math.min(file.length, at + 8 + bytes));
    if (type === "eXIf") keep(blocks.exif, tiffOf(bounded(body)));
    if (type === "caBX") keep(blocks.credentials, body);
    if (type === "tEXt" || type === "zTXt" || type === "iTXt") collectText(type, body, blocks);
    at += 12 + bytes;
  }
}

function collectText(type: "tEXt" | "zTXt" | "iTXt", body: Buffer, blocks: Blocks): void {
  const keywordEnd = body.indexOf(0);
  if (keywordEnd < 0) return;
  const keyword = body.toString("latin1", 0, keywordEnd);
  const isXmp = keyword === xmpKeyword;
  if (isFull(isXmp ? blocks.xmp : blocks.texts)) return;
  const text = textOf(type, body.subarray(keywordEnd + 1));
  if (isXmp) keep(blocks.xmp, text);
  else keep(blocks.texts, { keyword, text: text.toString("utf8", 0, maxText) });
}

function textOf(type: "tEXt" | "zTXt" | "iTXt", rest: Buffer): Buffer {
  if (type === "tEXt") return bounded(rest);
  if (type === "zTXt") return inflated(rest.subarray(1));
  // Flag and method of compression, then language and translated keyword, each ended by a zero.
  const languageEnd = rest.indexOf(0, 2);
  const headEnd = languageEnd < 0 ? -1 : rest.indexOf(0, languageEnd + 1);
  if (headEnd < 0) return Buffer.alloc(0);
  const text = rest.subarray(headEnd + 1);
  return rest[0] === 1 ? inflated(text) : bounded(text);
}

function inflated(deflated: Buffer): Buffer {
  try {
    return inflateSync(deflated, { maxOutputLength: maxBlockBytes });
  } catch {
    return Buffer.alloc(0);
  }
}

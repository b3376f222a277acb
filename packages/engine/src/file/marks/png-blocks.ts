/** The blocks of a PNG file: its text chunks, XMP among them, EXIF and content credentials. */
import { latin1Of, utf8Of, viewOf } from "../bytes.ts";
import { type Blocks, bounded, type Inflate, isFull, keep, maxBlockBytes, tiffOf } from "./blocks.ts";

const signatureBytes = 8;
const xmpKeyword = "XML:com.adobe.xmp";
/** Longer texts say nothing of where the picture comes from. */
const maxText = 2 ** 16;

export function collectFromPng(file: Uint8Array, blocks: Blocks, inflate: Inflate): void {
  const view = viewOf(file);
  for (let at = signatureBytes; at + 8 <= file.length; ) {
    const bytes = view.getUint32(at);
    const type = latin1Of(file, at + 4, at + 8);
    const body = file.subarray(at + 8, Math.min(file.length, at + 8 + bytes));
    if (type === "eXIf") keep(blocks.exif, tiffOf(bounded(body)));
    if (type === "caBX") keep(blocks.credentials, body);
    if (type === "tEXt" || type === "zTXt" || type === "iTXt") collectText(type, body, blocks, inflate);
    at += 12 + bytes;
  }
}

type TextChunk = "tEXt" | "zTXt" | "iTXt";

function collectText(type: TextChunk, body: Uint8Array, blocks: Blocks, inflate: Inflate): void {
  const keywordEnd = body.indexOf(0);
  if (keywordEnd < 0) return;
  const keyword = latin1Of(body, 0, keywordEnd);
  const isXmp = keyword === xmpKeyword;
  if (isFull(isXmp ? blocks.xmp : blocks.texts)) return;
  const text = textOf(type, body.subarray(keywordEnd + 1), inflate);
  if (isXmp) keep(blocks.xmp, text);
  else keep(blocks.texts, { keyword, text: utf8Of(text, 0, maxText) });
}

function textOf(type: TextChunk, rest: Uint8Array, inflate: Inflate): Uint8Array {
  if (type === "tEXt") return bounded(rest);
  if (type === "zTXt") return inflate(rest.subarray(1), maxBlockBytes);
  // Flag and method of compression, then language and translated keyword, each ended by a zero.
  const languageEnd = rest.indexOf(0, 2);
  const headEnd = languageEnd < 0 ? -1 : rest.indexOf(0, languageEnd + 1);
  if (headEnd < 0) return new Uint8Array();
  const text = rest.subarray(headEnd + 1);
  return rest[0] === 1 ? inflate(text, maxBlockBytes) : bounded(text);
}

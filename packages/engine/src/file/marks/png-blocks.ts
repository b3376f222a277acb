/** The blocks of a PNG file: its text chunks, XMP among them, EXIF and content credentials. */
import { latin1Of } from "../bytes.ts";
import { pngParts } from "../png-parts.ts";
import { type Blocks, keep, keepExif, keepXmp, type TextBlock } from "./blocks.ts";

const xmpKeyword = "XML:com.adobe.xmp";

export function collectFromPng(file: Uint8Array, blocks: Blocks): void {
  for (const { type, at, end } of pngParts(file)) {
    const body = file.subarray(at, end);
    if (type === "eXIf") keepExif(blocks, body);
    if (type === "caBX") keep(blocks.credentials, body);
    if (type === "tEXt" || type === "zTXt" || type === "iTXt") collectText(type, body, blocks);
  }
}

type TextChunk = "tEXt" | "zTXt" | "iTXt";

function collectText(type: TextChunk, body: Uint8Array, blocks: Blocks): void {
  const keywordEnd = body.indexOf(0);
  if (keywordEnd < 0) return;
  const keyword = latin1Of(body, 0, keywordEnd);
  const block = textIn(type, body.subarray(keywordEnd + 1));
  if (keyword === xmpKeyword) keepXmp(blocks, block);
  // EXIF, IPTC and XMP once more, in letters, as ImageMagick writes them.
  else if (keyword.startsWith("Raw profile type")) blocks.unread.push(...block.pieces);
  else keep(blocks.texts, { keyword, block });
}

function textIn(type: TextChunk, rest: Uint8Array): TextBlock {
  if (type === "tEXt") return { pieces: [rest], isPacked: false };
  if (type === "zTXt") return { pieces: [rest.subarray(1)], isPacked: true };
  // Flag and method of compression, then language and translated keyword, each ended by a zero.
  const languageEnd = rest.indexOf(0, 2);
  const headEnd = languageEnd < 0 ? -1 : rest.indexOf(0, languageEnd + 1);
  return { pieces: headEnd < 0 ? [] : [rest.subarray(headEnd + 1)], isPacked: rest[0] === 1 };
}

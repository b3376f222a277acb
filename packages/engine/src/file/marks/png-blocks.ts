/** The blocks of a PNG file: its text chunks, XMP among them, EXIF and content credentials. */
import { Unzlib } from "fflate";
import { joined, latin1Of, utf8Of, viewOf } from "../bytes.ts";
import { type Blocks, bounded, isFull, keep, maxBlockBytes, tiffOf } from "./blocks.ts";

const signatureBytes = 8;
const xmpKeyword = "XML:com.adobe.xmp";
/** Longer texts say nothing of where the picture comes from. */
const maxText = 2 ** 16;

export function collectFromPng(file: Uint8Array, blocks: Blocks): void {
  const view = viewOf(file);
  for (let at = signatureBytes; at + 8 <= file.length; ) {
    const bytes = view.getUint32(at);
    const type = latin1Of(file, at + 4, at + 8);
    const body = file.subarray(at + 8, Math.min(file.length, at + 8 + bytes));
    if (type === "eXIf") keep(blocks.exif, tiffOf(bounded(body)));
    if (type === "caBX") keep(blocks.credentials, body);
    if (type === "tEXt" || type === "zTXt" || type === "iTXt") collectText(type, body, blocks);
    at += 12 + bytes;
  }
}

function collectText(type: "tEXt" | "zTXt" | "iTXt", body: Uint8Array, blocks: Blocks): void {
  const keywordEnd = body.indexOf(0);
  if (keywordEnd < 0) return;
  const keyword = latin1Of(body, 0, keywordEnd);
  const isXmp = keyword === xmpKeyword;
  if (isFull(isXmp ? blocks.xmp : blocks.texts)) return;
  const text = textOf(type, body.subarray(keywordEnd + 1));
  if (isXmp) keep(blocks.xmp, text);
  else keep(blocks.texts, { keyword, text: utf8Of(text, 0, maxText) });
}

function textOf(type: "tEXt" | "zTXt" | "iTXt", rest: Uint8Array): Uint8Array {
  if (type === "tEXt") return bounded(rest);
  if (type === "zTXt") return inflated(rest.subarray(1));
  // Flag and method of compression, then language and translated keyword, each ended by a zero.
  const languageEnd = rest.indexOf(0, 2);
  const headEnd = languageEnd < 0 ? -1 : rest.indexOf(0, languageEnd + 1);
  if (headEnd < 0) return new Uint8Array();
  const text = rest.subarray(headEnd + 1);
  return rest[0] === 1 ? inflated(text) : bounded(text);
}

/** Grows a thousandfold at most, so that no step makes much more than may be kept. */
const inflateStepBytes = 1024;

/** Empty where it is broken, or longer than what may be kept. */
function inflated(deflated: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  const inflate = new Unzlib((part) => {
    parts.push(part);
    bytes += part.length;
  });
  try {
    for (let at = 0; at < deflated.length; at += inflateStepBytes) {
      const end = at + inflateStepBytes;
      inflate.push(deflated.subarray(at, end), end >= deflated.length);
      if (bytes > maxBlockBytes) return new Uint8Array();
    }
  } catch {
    return new Uint8Array();
  }
  return joined(parts);
}

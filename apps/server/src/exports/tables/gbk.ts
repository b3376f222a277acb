/**
 * Text in Windows code page 936, the GBK of dBase files. Not TextDecoder's GBK, whose repertoire depends on the ICU
 * version.
 */
import iconv from "iconv-lite";

const codePage = "cp936";
/** Conventional replacement for a missing glyph. */
const missing = iconv.encode("〓", codePage);

function bytesOf(letter: string): Buffer {
  const bytes = iconv.encode(letter, codePage);
  return iconv.decode(bytes, codePage) === letter ? bytes : missing;
}

/** At most `maxBytes`, truncated between characters. Control characters become spaces. */
export function gbkBytes(text: string, maxBytes: number): Buffer {
  let bytes = Buffer.alloc(0);
  for (const letter of text.replace(/\p{Cc}/gu, " ")) {
    const next = Buffer.concat([bytes, bytesOf(letter)]);
    if (next.length > maxBytes) break;
    bytes = next;
  }
  return bytes;
}

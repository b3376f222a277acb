/** Text in code page 936 of Windows, the GBK that dBase files hold. The platform's own GBK has more letters in each version of ICU. */
import iconv from "iconv-lite";

const codePage = "cp936";
/** Printers set this sign for a letter that they do not have. */
const missing = iconv.encode("〓", codePage);

function bytesOf(letter: string): Buffer {
  const bytes = iconv.encode(letter, codePage);
  return iconv.decode(bytes, codePage) === letter ? bytes : missing;
}

/** At most `maxBytes`, cut between two letters; controls are spaces. */
export function gbkBytes(text: string, maxBytes: number): Buffer {
  let bytes = Buffer.alloc(0);
  for (const letter of text.replace(/\p{Cc}/gu, " ")) {
    const next = Buffer.concat([bytes, bytesOf(letter)]);
    if (next.length > maxBytes) break;
    bytes = next;
  }
  return bytes;
}

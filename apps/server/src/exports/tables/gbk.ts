/** Text in GBK, code page 936 of Windows, as files of dBase hold it: the decoder of the platform turned round. */

/** For a letter that GBK has not, as printers set it for one that they had not. */
const missing = "〓";

const decoder = new TextDecoder("gbk");
const bytesFrom = (first: number, last: number): readonly number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** Every letter of two bytes; the private areas, which every system fills otherwise, are left out. */
const codes: ReadonlyMap<string, number> = new Map(
  bytesFrom(0x81, 0xfe).flatMap((lead) =>
    bytesFrom(0x40, 0xfe).flatMap((trail) => {
      const letter = decoder.decode(Uint8Array.of(lead, trail));
      // Where the two are no letter, what comes back is two of them or a sign that says so.
      const isLetter = [...letter].length === 1 && !/[\ufffd\p{Co}]/u.test(letter);
      return isLetter ? [[letter, lead * 256 + trail] as const] : [];
    }),
  ),
);

const lastAscii = 0x7f;

/** At most `maxBytes`, cut between two letters; controls are spaces. */
export function gbkBytes(text: string, maxBytes: number): Buffer {
  const bytes: number[] = [];
  for (const letter of text.replace(/\p{Cc}/gu, " ")) {
    const point = letter.codePointAt(0) ?? 0;
    const code = point <= lastAscii ? point : (codes.get(letter) ?? codes.get(missing) ?? 0);
    const next = code <= lastAscii ? [code] : [code >> 8, code & 0xff];
    if (bytes.length + next.length > maxBytes) break;
    bytes.push(...next);
  }
  return Buffer.from(bytes);
}

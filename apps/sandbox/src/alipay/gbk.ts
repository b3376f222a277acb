/** Text in GBK, which Node can read but not write. */

const codes = new Map<string, readonly number[]>();

/** Made at the first use, by reading everything that there is. */
function readAll(): void {
  const decoder = new TextDecoder("gbk");
  for (let first = 0x81; first <= 0xfe; first++) {
    for (let second = 0x40; second <= 0xfe; second++) {
      const character = decoder.decode(Uint8Array.of(first, second));
      if (character.length === 1 && character !== "\uFFFD" && !codes.has(character)) {
        codes.set(character, [first, second]);
      }
    }
  }
}

/** What GBK lacks becomes a question mark. */
export function gbk(text: string): Uint8Array {
  if (codes.size === 0) readAll();
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const code = character.charCodeAt(0);
      return code < 0x80 ? [code] : (codes.get(character) ?? [0x3f]);
    }),
  );
}

/** Text as a name of a file or folder that Windows, macOS and Linux take alike, as near to the text as they allow. */

/** What Windows forbids, as its full-width self: it reads the same and is one letter still. */
const wide: Readonly<Record<string, string>> = {
  "<": "＜",
  ">": "＞",
  ":": "：",
  '"': "＂",
  "/": "／",
  "\\": "＼",
  "|": "｜",
  "?": "？",
  "*": "＊",
};

/** Devices of DOS, whatever stands behind a dot. */
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=$|\.)/i;

/** As GBK counts: Latin letters are one, Chinese ones two wide. */
const widthOf = (letter: string): number => (letter.charCodeAt(0) < 0x80 ? 1 : 2);

/** No wider than `maxWidth`; empty where nothing of the text can stand in a name. */
export function safeName(text: string, maxWidth: number): string {
  // Controls, marks that turn the direction of writing, and halves of letters.
  const plain = text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, "")
    .replace(/[<>:"/\\|?*]/g, (sign) => wide[sign] ?? "");
  let cut = "";
  let width = 0;
  for (const letter of plain.trim()) {
    width += widthOf(letter);
    if (width > maxWidth) break;
    cut += letter;
  }
  // Windows drops dots and spaces at the end; a dot in front hides the file elsewhere.
  const held = cut.replace(/^[\s.]+|[\s.]+$/gu, "");
  return reserved.test(held) ? `_${held}` : held;
}

/** Two names with the same answer are one file for Windows or macOS. */
export const sameFileKey = (path: string): string => path.normalize("NFC").toLowerCase();

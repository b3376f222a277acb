/** Converts text to a file or folder name that Windows, macOS and Linux accept, as similar to the text as possible. */

/** Replaces characters that Windows forbids by their full-width forms, which read the same and remain one character. */
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

/** Pattern of reserved device names of DOS, with any extension. */
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=$|\.)/i;

/** Returns the display width as in GBK: Latin letters are one column wide, Chinese characters two. */
const widthOf = (letter: string): number => (letter.charCodeAt(0) < 0x80 ? 1 : 2);

/** Returns a name of at most `maxWidth` columns. Empty when no character of the text is allowed. */
export function safeName(text: string, maxWidth: number): string {
  // Removes control characters, bidirectional marks, and lone surrogates.
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
  // Windows drops trailing dots and spaces; a leading dot hides the file on other systems.
  const name = cut.replace(/^[\s.]+|[\s.]+$/gu, "");
  return reserved.test(name) ? `_${name}` : name;
}

/** Returns the key of a path. Two paths with equal keys are one file on Windows or macOS. */
export const sameFileKey = (path: string): string => path.normalize("NFC").toLowerCase();

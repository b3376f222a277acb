/** Print size of a photo: from its file, or one inch. */

export type PrintSize = "file" | "inch";

export interface Paper {
  readonly widthMm: number;
  readonly heightMm: number;
}

/** One-inch photo: 35 mm high; the width follows the photo. */
const inchHeightMm = 35;

export function printedSize({ widthMm, heightMm }: Paper, size: PrintSize): Paper {
  const scale = size === "inch" ? inchHeightMm / heightMm : 1;
  return { widthMm: widthMm * scale, heightMm: heightMm * scale };
}

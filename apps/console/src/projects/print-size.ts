/** How large a photo is printed: as its file says, or as one inch. */

export type PrintSize = "file" | "inch";

export interface Paper {
  readonly widthMm: number;
  readonly heightMm: number;
}

/** One inch is 35 mm high; the width follows the photo. */
const inchHeightMm = 35;

export function printedSize({ widthMm, heightMm }: Paper, size: PrintSize): Paper {
  const scale = size === "inch" ? inchHeightMm / heightMm : 1;
  return { widthMm: widthMm * scale, heightMm: heightMm * scale };
}

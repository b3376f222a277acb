/** Paper sizes of print sheets, named as by photo shops and printers. */
import type { Bilingual } from "../core/bilingual.ts";
import { isKeyOf } from "../core/is-key-of.ts";

interface PaperRow extends Bilingual {
  readonly widthMm: number;
  readonly heightMm: number;
}

export const papers = {
  "6in": { zh: "6 寸相纸（152 × 102 毫米）", en: "6 in photo paper (152 × 102 mm)", widthMm: 152, heightMm: 102 },
  "5in": { zh: "5 寸相纸（127 × 89 毫米）", en: "5 in photo paper (127 × 89 mm)", widthMm: 127, heightMm: 89 },
  A4: { zh: "A4 纸（210 × 297 毫米）", en: "A4 (210 × 297 mm)", widthMm: 210, heightMm: 297 },
} as const satisfies Readonly<Record<string, PaperRow>>;

export type Paper = keyof typeof papers;

export const isPaper = isKeyOf(papers);

export const allPapers: readonly Paper[] = Object.keys(papers).filter(isPaper);

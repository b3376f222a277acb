/** Reads size, coding, density and quality from the markers of a JPEG file. */
import type { JpegFacts } from "../subject/subject.ts";

/** Sum of the example luminance table of ISO/IEC 10918-1 Annex K. */
const annexKLuminanceSum = 3689;

/** Reads the facts; returns null when the bytes are not a JPEG with a readable header. */
export function jpegFactsOf(bytes: Uint8Array): JpegFacts | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  const facts = {
    width: 0,
    height: 0,
    baseline: false,
    components: 0,
    quality: 0,
    hasExif: false,
    hasIcc: false,
  };
  let dpi: number | null = null;
  const word = (at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  const startsWith = (at: number, text: string): boolean =>
    [...text].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0;
    const length = word(at + 2);
    const body = at + 4;
    if (length < 2 || marker === 0xda) break;
    if (marker === 0xe0 && startsWith(body, "JFIF\0"))
      dpi = dpiOf(bytes[body + 7] ?? 0, word(body + 8));
    if (marker === 0xe1 && startsWith(body, "Exif\0")) facts.hasExif = true;
    if (marker === 0xe2 && startsWith(body, "ICC_PROFILE\0")) facts.hasIcc = true;
    if (marker === 0xdb && ((bytes[body] ?? 0) & 15) === 0)
      facts.quality = qualityOfTable(bytes.subarray(body + 1, body + 65));
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      facts.baseline = marker === 0xc0;
      facts.height = word(body + 1);
      facts.width = word(body + 3);
      facts.components = bytes[body + 5] ?? 0;
    }
    at = body + length - 2;
  }
  return facts.width > 0 && facts.height > 0 ? { ...facts, dpi } : null;
}

/** Returns the density in dpi. JFIF stores it per inch (unit 1) or per centimetre (unit 2). */
function dpiOf(unit: number, density: number): number | null {
  if (density === 0 || (unit !== 1 && unit !== 2)) return null;
  return unit === 1 ? density : Math.round(density * 2.54);
}

/** Returns the IJG quality 1..100 at which the scaled Annex K table has the same sum. */
function qualityOfTable(table: Uint8Array): number {
  const percent = (table.reduce((sum, value) => sum + value, 0) / annexKLuminanceSum) * 100;
  return Math.round(percent <= 100 ? (200 - percent) / 2 : 5000 / percent);
}

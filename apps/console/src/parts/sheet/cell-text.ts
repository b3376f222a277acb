/** A number of a workbook as its own program shows it: whole ones digit by digit, with the zeros in front that its format gives, days as days. */
import { walkXml } from "./walk-xml.ts";

/** How many digits a number is filled up to, or that it is a day; null: neither. */
export type NumberFormat = { readonly digits: number } | "day" | null;

/** `AB12` is column 27. */
export function columnOf(place: string): number {
  let column = 0;
  for (const letter of place.toUpperCase()) {
    if (letter < "A" || letter > "Z") break;
    column = column * 26 + letter.charCodeAt(0) - 64;
  }
  return column - 1;
}

const isBuiltInDay = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

function formatOf(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) return isBuiltInDay(id) ? "day" : null;
  const plain = code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, "");
  if (/^0{2,30}(;|$)/.test(plain)) return { digits: plain.split(";")[0]?.length ?? 0 };
  return /[ymd]/i.test(plain) ? "day" : null;
}

/** The format of each style that a cell may name by its number. */
export function formatsOf(styles: string): readonly NumberFormat[] {
  const codes = new Map<number, string>();
  const formats: NumberFormat[] = [];
  let isOfCells = false;
  walkXml(styles, {
    open: (name, { numFmtId, formatCode }) => {
      if (name === "numFmt" && formatCode !== undefined) codes.set(Number(numFmtId), formatCode);
      if (name === "cellXfs") isOfCells = true;
      if (name === "xf" && isOfCells) formats.push(formatOf(Number(numFmtId), codes.get(Number(numFmtId))));
    },
    close: (name) => {
      if (name === "cellXfs") isOfCells = false;
    },
  });
  return formats;
}

/** A program keeps so many digits of a number; what stands behind them is not what was typed. */
const keptDigits = 15;
const dayMs = 86_400_000;
const firstDayMs = Date.UTC(1899, 11, 30);

export function numberText(raw: string, format: NumberFormat): string {
  const value = Number(raw);
  if (!Number.isFinite(value)) return raw;
  if (format === "day" && value >= 1 && value < 2_958_466) {
    return new Date(firstDayMs + Math.floor(value) * dayMs).toISOString().slice(0, 10);
  }
  if (!Number.isInteger(value)) return String(value);
  if (Math.abs(value) >= 10 ** keptDigits) return value.toExponential(keptDigits - 1);
  const whole = String(value);
  return format !== null && format !== "day" ? whole.padStart(format.digits, "0") : whole;
}

/**
 * Student number from a cell of the school's own list, or why it is invalid: spreadsheets alter numbers in many ways.
 */

export type NumberFault = "formula" | "fault-value" | "digits-lost" | "no-number";

export type ReadNumber = { readonly number: string } | { readonly fault: NumberFault };

const unseen = /[\s\u200b-\u200f\u2060\ufeff]+/g;

/** null: the cell is empty. */
export function readStudentNumber(cell: string): ReadNumber | null {
  // Most numbers look like this and need no repair.
  if (/^\d{2,40}$/.test(cell)) return { number: cell };
  const plain = withoutQuoting(cell.normalize("NFKC").replace(unseen, "")).toUpperCase();
  if (plain === "") return null;
  if (plain.startsWith("=")) return { fault: "formula" };
  if (plain.startsWith("#")) return { fault: "fault-value" };
  const written = /^(\d)(?:\.(\d+))?E\+?(\d{1,2})$/.exec(plain);
  if (written) return fromExponent(written);
  const entire = plain.replace(/\.0+$/, "");
  return /^(?=.*\d)[\dA-Z_-]{2,40}$/.test(entire) ? { number: entire } : { fault: "no-number" };
}

/** `="2023001"` and `'2023001` mark a number as text. */
const withoutQuoting = (text: string): string => text.replace(/^="([^"]*)"$/, "$1").replace(/^'/, "");

/** 2.023000001E9 still has every digit; 2.023E+09 has lost them. */
function fromExponent([, first = "", fraction = "", exponent = ""]: RegExpExecArray): ReadNumber {
  const digits = fraction.replace(/0+$/, "");
  if (digits.length !== Number(exponent)) return { fault: "digits-lost" };
  return { number: first + digits };
}

export const withoutZeros = (number: string): string => number.replace(/^0+(?=.)/, "");

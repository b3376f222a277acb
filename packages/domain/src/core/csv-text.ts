/** A text as a cell that a spreadsheet shows and never runs: in a CSV file after RFC 4180, or pasted. */

/** Spreadsheets take a text that begins so for a formula, some of them also behind spaces and in full width. */
const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

export const harmlessText = (text: string): string => (formula.test(text) ? `'${text}` : text);

export function csvText(text: string): string {
  const harmless = harmlessText(text);
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** A text as a cell of a CSV file after RFC 4180; no cell can act as a formula. */

/** Spreadsheets take a text that begins so for a formula, some of them also behind spaces and in full width. */
const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

export function csvText(text: string): string {
  const harmless = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Escapes text for a CSV cell (RFC 4180) or for pasting, so that a spreadsheet displays it and never runs it. */

/** Spreadsheets treat text with these first characters as a formula, some also after spaces and in full-width form. */
const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

export const harmlessText = (text: string): string => (formula.test(text) ? `'${text}` : text);

export function csvText(text: string): string {
  const harmless = harmlessText(text);
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

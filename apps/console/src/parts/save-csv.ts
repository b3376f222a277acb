/** Files that the page generates in the browser; nothing is requested from or sent to the service. */
import { csvText } from "@gradphoto/domain";

export type Cell = string | number | null;

function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  return csvText(cell);
}

export const csvOf = (rows: readonly (readonly Cell[])[]): string =>
  `\ufeff${rows.map((row) => `${row.map(cellText).join(",")}\r\n`).join("")}`;

/** Text for pasting into a spreadsheet: a tab or line end within a cell would start another cell. */
export const tabSeparated = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((row) => row.map((cell) => pastedCell(cell.replace(/[\t\r\n]+/g, " "))).join("\t"))
    .join("\r\n");

/** A leading quotation mark would swallow the adjacent cells. */
const pastedCell = (cell: string): string =>
  /^\s*"/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** `name`: without the extension. */
export function saveCsv(name: string, rows: readonly (readonly Cell[])[]): void {
  const url = URL.createObjectURL(new Blob([csvOf(rows)], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${name.replace(/[\\/:*?"<>|\s]+/g, "-")}.csv`;
  link.click();
  // The browser has taken the bytes once the click handler returns.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

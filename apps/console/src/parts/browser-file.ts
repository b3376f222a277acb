/** Files that the page makes of what it has: nothing is asked of the service for them, and nothing goes to it. */

import { csvText } from "@gradphoto/domain";

export type Cell = string | number | null;

function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  return csvText(cell);
}

export const csvOf = (rows: readonly (readonly Cell[])[]): string =>
  `\ufeff${rows.map((row) => `${row.map(cellText).join(",")}\r\n`).join("")}`;

/** As a sheet takes it from the clipboard: a tab or line end within a cell would begin another. */
export const pastedOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map((cell) => pastedCell(cell.replace(/[\t\r\n]+/g, " "))).join("\t")).join("\r\n");

/** A quotation mark at its beginning would take in the cells beside it. */
const pastedCell = (cell: string): string => (/^\s*"/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** `name`: without its ending. */
export function saveCsv(name: string, rows: readonly (readonly Cell[])[]): void {
  const url = URL.createObjectURL(new Blob([csvOf(rows)], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${name.replace(/[\\/:*?"<>|\s]+/g, "-")}.csv`;
  link.click();
  // The download has taken the bytes once the click is over.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

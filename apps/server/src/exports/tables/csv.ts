/** CSV by RFC 4180 with a byte order mark for spreadsheets. Cells that would act as formulas are escaped. */
import { beijingTime, csvText } from "@gradphoto/domain";
import type { Cell } from "./table.ts";

function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  if (cell instanceof Date) return beijingTime(cell);
  return csvText(cell);
}

export const csvLine = (cells: readonly Cell[]): string => `${cells.map(cellText).join(",")}\r\n`;

export const byteOrderMark = "\ufeff";

/** Yields the heading, then one chunk per page. */
export async function* csvFile(
  heading: readonly string[],
  pages: AsyncIterable<readonly (readonly Cell[])[]>,
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(byteOrderMark + csvLine(heading));
  for await (const rows of pages) yield Buffer.from(rows.map(csvLine).join(""));
}

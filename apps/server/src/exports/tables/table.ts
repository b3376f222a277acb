/** A list as a table of cells: headings and rows in one language, read page by page. */
import {
  beijingSecond,
  cellOf,
  fileColumns,
  type Language,
  type List,
  type ListCell,
} from "@gradphoto/domain";
import type { FileReader } from "../../core/file-rows.ts";
import type { ExportScope } from "../deps.ts";

/** Numbers and times retain their type in a spreadsheet; null leaves the cell empty. */
export type Cell = string | number | Date | null;

const rowsAtOnce = 500;

export const headingOf = (list: List, language: Language): readonly string[] =>
  fileColumns(list).map(({ title }) => title[language]);

export const cellsOf = (list: List, row: object, language: Language): readonly Cell[] =>
  fileColumns(list).map(({ name, column }) => written(cellOf(name, column, row), language));

export async function* pagesOf(
  list: List,
  { page: read }: Pick<FileReader<object>, "page">,
  scope: ExportScope,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  for (let after: string | undefined; ; ) {
    const { rows, next } = await read(scope, { limit: rowsAtOnce, after });
    yield rows.map((row) => cellsOf(list, row, scope.language));
    if (next === null) return;
    after = next;
  }
}

function written(cell: ListCell, language: Language): Cell {
  switch (cell.kind) {
    case "none":
      return null;
    case "text":
    case "id":
      return cell.text;
    case "number":
      return cell.value;
    case "money":
      return cell.fen / 100;
    case "time":
      // Spreadsheets format a date to the minute.
      return cell.seconds ? beijingSecond(cell.instant) : new Date(cell.instant);
    case "words":
    case "state":
      return cell.words[language];
    case "lines":
      return cell.lines.map((line) => line[language]).join(language === "zh" ? "；" : "; ");
  }
}

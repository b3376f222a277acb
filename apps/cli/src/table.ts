/** Formats plain text tables with aligned columns, also for Chinese text. */
import type { Bilingual, Language } from "@gradphoto/domain/photo-standard";

export interface Column<Row> {
  readonly head: Bilingual;
  readonly cell: (row: Row, language: Language) => string;
  /** Right-aligned, for numbers. */
  readonly right?: true;
}

/** Formats one header line and one line per row; cells are separated by two spaces. */
export function table<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  language: Language,
): string {
  const cells = [
    columns.map(({ head }) => head[language]),
    ...rows.map((row) => columns.map(({ cell }) => cell(row, language))),
  ];
  const widths = columns.map((_, at) =>
    Math.max(...cells.map((line) => displayWidth(line[at] ?? ""))),
  );
  return cells
    .map((line) =>
      line
        .map((text, at) => {
          const blanks = " ".repeat((widths[at] ?? 0) - displayWidth(text));
          return columns[at]?.right ? blanks + text : text + blanks;
        })
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

const wide = /[\p{Script=Han}\u3000-\u303f\uff00-\uff60]/gu;

/** Width of a text in terminal cells: Chinese characters and full-width signs take two. */
export const displayWidth = (text: string): number =>
  [...text].length + (text.match(wide)?.length ?? 0);

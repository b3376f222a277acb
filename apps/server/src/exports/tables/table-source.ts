/** Where the rows of a table come from: counted once, then read page by page by their keys, never all at once. */

import type { ExportKind } from "@gradphoto/domain";
import { type Bilingual, type exportKinds, type Language, shanghaiTime } from "@gradphoto/domain";
import type { ExportDeps } from "../deps.ts";
import type { Scope } from "../scope.ts";

/** A number stays a number in a spreadsheet; null leaves the cell empty. */
export type Cell = string | number | null;
export type Row<Column extends string> = { readonly [Name in Column]: Cell };

export interface Page<Column extends string> {
  readonly rows: readonly Row<Column>[];
  /** Goes into `after` for the next page; null on the last. */
  readonly next: string | null;
}

export interface TableSource<Column extends string> {
  readonly count: (deps: ExportDeps, scope: Scope) => Promise<number>;
  /** In an order that stays while it is sent: nothing comes twice, whatever is added meanwhile. */
  readonly page: (deps: ExportDeps, scope: Scope, after: string | null) => Promise<Page<Column>>;
}

export type ColumnsOf<Kind extends ExportKind> = keyof (typeof exportKinds)[Kind]["columns"] & string;
export type SourceOf<Kind extends ExportKind> = TableSource<ColumnsOf<Kind>>;

export const rowsAtOnce = 500;

/** `found`: one more than a page, when there is more. */
export function pageOf<Found, Column extends string>(
  found: readonly Found[],
  show: (row: Found) => Row<Column>,
  cursorOf: (row: Found) => string,
): Page<Column> {
  const rows = found.slice(0, rowsAtOnce);
  const last = rows.at(-1);
  return { rows: rows.map(show), next: found.length > rowsAtOnce && last ? cursorOf(last) : null };
}

export const yuan = (fen: number | null): number | null => (fen === null ? null : fen / 100);

/** Beijing time. */
export const timeText = (at: Date | null): string | null => (at === null ? null : shanghaiTime(at.toISOString()));

export const wordIn = (language: Language, words: Bilingual | undefined, code: string): string =>
  words?.[language] ?? code;

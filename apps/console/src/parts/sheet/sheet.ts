/** Content of a person's file: its sheets row by row as text, or the reason why it cannot be read. */

export interface SheetRow {
  /** Line number as the person's spreadsheet program counts it. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Sheet {
  /** Empty for a CSV file. */
  readonly name: string;
  readonly rows: readonly SheetRow[];
  /** The sheet has more rows than are read. */
  readonly isCut: boolean;
}

export type SheetFault =
  | "too-large"
  | "empty"
  | "old-excel"
  | "web-page"
  | "no-sheet"
  | "broken"
  | "too-slow"
  | "out-of-reach"
  | "reader-missing";

export type ReadSheets = { readonly sheets: readonly Sheet[] } | { readonly fault: SheetFault };

export const maxFileBytes = 20 * 1024 * 1024;
export const maxRows = 60_000;
export const maxColumns = 100;

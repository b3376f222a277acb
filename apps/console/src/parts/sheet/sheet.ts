/** What is read of a person's own file: its sheets row by row as text, or why it is none. */

export interface SheetRow {
  /** As the person's own program counts it. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Sheet {
  /** Empty of a CSV file. */
  readonly name: string;
  readonly rows: readonly SheetRow[];
  /** There were more rows than are read. */
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

export const mostFileBytes = 20 * 1024 * 1024;
export const mostRows = 60_000;
export const mostColumns = 100;

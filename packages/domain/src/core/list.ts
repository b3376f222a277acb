/**
 * Single description of a list of the service: its items, its table and filters on the screen, its file and its
 * benchmark derive from it.
 */
import type { Bilingual } from "./bilingual.ts";
import type { Tone } from "./define-states.ts";
import type { Column, Columns, DataKey, ToneOf, ValueOf } from "./list-columns.ts";
import type { Choice, Filter, Filters } from "./list-filters.ts";
import type { Role } from "./roles.ts";

export const fileFormats = ["csv", "xlsx", "zip"] as const;

export type FileFormat = (typeof fileFormats)[number];

/** Export settings of a list. */
export interface FilePart<Kind extends string, Name extends string> extends Bilingual {
  readonly kind: Kind;
  /** Roles that may export it, if fewer than those that may see the page. */
  readonly roles?: readonly Role[];
  /** CSV and XLSX by default. */
  readonly formats?: readonly FileFormat[];
  /** Order of the columns, if it differs from the screen's. */
  readonly order?: readonly Name[];
  /** Filters that an export requires. */
  readonly required?: readonly string[];
}

export interface List {
  /** Unique name that separates its answers from those of other lists. */
  readonly name: string;
  /** Absent if the list is only a file and not a page. */
  readonly route?: string;
  /** Text of a page without rows: where they come from. */
  readonly empty?: Bilingual;
  /** Roles that may see it. */
  readonly roles: readonly Role[];
  /** The field that identifies an item. */
  readonly key: string;
  /** In display order. */
  readonly filters: Filters;
  readonly columns: Columns;
  /** Absent if the list cannot be exported. */
  readonly file?: FilePart<string, string>;
}

/** Returns its argument; exists for type checking, so that the column names in `file` are checked. */
export const list = <
  const Described extends List,
  const Name extends keyof Described["columns"] & string,
>(
  described: Described & { readonly file?: { readonly order?: readonly Name[] } },
): Described => described;

type Flat<Fields> = { readonly [Key in keyof Fields]: Fields[Key] };

/** The fields that the columns of the screen read from an item. */
export type ItemOf<Of extends List> = Flat<
  { [Key in DataKey<Of["columns"], "file">]: ValueOf<Of["columns"][Key]> } & {
    [Key in DataKey<Of["columns"], "file"> as ToneOf<Of["columns"][Key]>]: Tone;
  }
>;

/** The fields that the columns of the file read from a row; tones are not included. */
export type FileRowOf<Of extends List> = {
  readonly [Key in DataKey<Of["columns"], "screen">]: ValueOf<Of["columns"][Key]>;
};

/** Filter values of the screen; an unset filter is absent. */
export type FilterValuesOf<Of extends List> = {
  readonly [Key in keyof Of["filters"] as Of["filters"][Key] extends { readonly only: "file" }
    ? never
    : Key]?: Of["filters"][Key] extends Choice<infer Value> ? Value : string;
};

/** Heading in a file, where money is in yuan: `金额` becomes `金额（元）`. */
const fileTitle = ({ kind, title, inFile }: Column): Bilingual =>
  inFile ?? (kind === "money" ? { zh: `${title.zh}（元）`, en: `${title.en} (yuan)` } : title);

export interface FileColumn {
  readonly name: string;
  readonly column: Column;
  readonly title: Bilingual;
}

/** The columns of the file, in its order. */
export function fileColumns({ columns, file }: List): readonly FileColumn[] {
  const matches = Object.entries(columns).flatMap(([name, column]) =>
    column.kind === "special" || column.only === "screen"
      ? []
      : [{ name, column, title: fileTitle(column) }],
  );
  const order = file?.order;
  return order
    ? [...matches].sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name))
    : matches;
}

/** Returns the filters of the screen or of the file, by name. */
export const filtersOn = (
  { filters }: List,
  place: "screen" | "file",
): readonly (readonly [string, Filter])[] =>
  Object.entries(filters).filter(([, { only = place }]) => only === place);

/** A list of the service, described once: from it come its items, its table and filters on the screen, its file, its place in the bench. */
import type { Bilingual } from "./bilingual.ts";
import type { Column, Columns, DataKey, ToneOf, ValueOf } from "./list-columns.ts";
import type { Choice, Filter, Filters } from "./list-filters.ts";
import type { Role } from "./roles.ts";
import type { Tone } from "./tones.ts";

export const fileFormats = ["csv", "xlsx", "zip"] as const;

export type FileFormat = (typeof fileFormats)[number];

/** The list as a file. */
export interface FilePart<Kind extends string, Name extends string> extends Bilingual {
  readonly kind: Kind;
  /** Who takes it out, where these are fewer than those who see the page. */
  readonly roles?: readonly Role[];
  /** CSV and XLSX unless said. */
  readonly formats?: readonly FileFormat[];
  /** Of its columns, where it is not the screen's. */
  readonly order?: readonly Name[];
  /** Filters without which it is not made. */
  readonly required?: readonly string[];
}

export interface List {
  /** Tells its answers from those of other lists. */
  readonly name: string;
  /** Missing where it is no page, but a file alone. */
  readonly route?: string;
  /** Who sees it. */
  readonly roles: readonly Role[];
  /** The field that tells one item from the others. */
  readonly key: string;
  /** In the order of the screen. */
  readonly filters: Filters;
  readonly columns: Columns;
  /** Missing where it cannot be taken out. */
  readonly file?: FilePart<string, string>;
}

/** Tells the compiler what there is, and nothing else: names of columns in `file` are checked. */
export const list = <const Described extends List, const Name extends keyof Described["columns"] & string>(
  described: Described & { readonly file?: { readonly order?: readonly Name[] } },
): Described => described;

type Flat<Fields> = { readonly [Key in keyof Fields]: Fields[Key] };

/** What the columns of the screen read of an item. */
export type ItemOf<Of extends List> = Flat<
  { [Key in DataKey<Of["columns"], "file">]: ValueOf<Of["columns"][Key]> } & {
    [Key in DataKey<Of["columns"], "file"> as ToneOf<Of["columns"][Key]>]: Tone;
  }
>;

/** What the columns of the file read of a row; tones are not told. */
export type FileRowOf<Of extends List> = {
  readonly [Key in DataKey<Of["columns"], "screen">]: ValueOf<Of["columns"][Key]>;
};

/** What the screen is narrowed by: a filter that is not set is missing. */
export type FilterValuesOf<Of extends List> = {
  readonly [Key in keyof Of["filters"] as Of["filters"][Key] extends { readonly only: "file" }
    ? never
    : Key]?: Of["filters"][Key] extends Choice<infer Value> ? Value : string;
};

/** `金额` of money is `金额（元）` in a file, where it stands in yuan. */
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
    column.kind === "special" || column.only === "screen" ? [] : [{ name, column, title: fileTitle(column) }],
  );
  const order = file?.order;
  return order ? [...matches].sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name)) : matches;
}

/** The filters of one place, by name. */
export const filtersOn = ({ filters }: List, place: "screen" | "file"): readonly (readonly [string, Filter])[] =>
  Object.entries(filters).filter(([, { only = place }]) => only === place);

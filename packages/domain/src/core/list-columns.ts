/** Columns of a list: kind of value, heading, and where the column appears. */
import type { Bilingual } from "./bilingual.ts";

export interface ColumnOptions {
  /** The value may be null: the cell is then empty. */
  readonly nullable?: true;
  /** Text on the screen for a null value; a dash by default. */
  readonly none?: Bilingual;
  /** The heading in the file, if different. */
  readonly inFile?: Bilingual;
  /** Without it, the column appears on the screen and in the file. */
  readonly only?: "screen" | "file";
  /** For a special column: it holds numbers. */
  readonly isNumber?: true;
  /** Width on the screen in pixels. */
  readonly width?: number;
  /** For a special column with row actions: it stays visible when the table is wider than the page. */
  readonly acts?: true;
  /** For a count: its minimum, 0 by default. */
  readonly min?: number;
  /** For money: the amount may be negative. */
  readonly signed?: true;
  /** For a state: the field with its tone, `tone` by default. */
  readonly tone?: string;
  /** For a code: the labels of its values. */
  readonly table?: Readonly<Record<string, Bilingual>>;
}

/** Value type of a column; the item has a field of the same name as the column. */
export interface Values {
  text: string;
  /** A uuid. */
  id: string;
  /** A whole number. */
  number: number;
  count: number;
  /** Fen. */
  money: number;
  /** A UTC instant. */
  time: string;
  words: Bilingual;
  /** Label with a tone in a second field. */
  state: Bilingual;
  /** A key of the column's `table`. */
  code: string;
  flag: boolean;
  lines: readonly string[];
  wordLines: readonly Bilingual[];
  /** No value: the page renders it from the whole item, and it is never part of a file. */
  special: never;
}

export type ColumnKind = keyof Values;

export interface Column extends ColumnOptions {
  readonly kind: ColumnKind;
  readonly title: Bilingual;
}

function ofKind<const Kind extends ColumnKind>(kind: Kind) {
  function column(zh: string, en: string): { readonly kind: Kind; readonly title: Bilingual };
  function column<const Options extends ColumnOptions>(
    zh: string,
    en: string,
    options: Options,
  ): { readonly kind: Kind; readonly title: Bilingual } & Options;
  function column(zh: string, en: string, options: ColumnOptions = {}) {
    return { kind, title: { zh, en }, ...options };
  }
  return column;
}

export const text = ofKind("text");
export const id = ofKind("id");
export const number = ofKind("number");
export const count = ofKind("count");
export const money = ofKind("money");
export const time = ofKind("time");
export const words = ofKind("words");
export const state = ofKind("state");
export const code = ofKind("code");
export const flag = ofKind("flag");
export const lines = ofKind("lines");
export const wordLines = ofKind("wordLines");
export const special = ofKind("special");

export type Columns = Readonly<Record<string, Column>>;

export type ValueOf<One extends Column> = One extends { readonly nullable: true }
  ? Values[One["kind"]] | null
  : Values[One["kind"]];

/** The name of the field that has a state's tone. */
export type ToneOf<One extends Column> = One extends { readonly kind: "state" }
  ? One extends { readonly tone: infer Name extends string }
    ? Name
    : "tone"
  : never;

/** Columns that are a field of the item, excluding special columns and those limited to one place. */
export type DataKey<Of extends Columns, Not extends "screen" | "file"> = {
  [Key in keyof Of & string]: Of[Key] extends { readonly kind: "special" } | { readonly only: Not } ? never : Key;
}[keyof Of & string];

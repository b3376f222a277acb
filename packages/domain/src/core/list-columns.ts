/** The columns of a list: what stands in each, under which words, and where it is shown. */
import type { Bilingual } from "./bilingual.ts";

export interface ColumnOptions {
  /** An item may have none: its cell stays empty. */
  readonly nullable?: true;
  /** On the screen, where an item has none: a dash unless said. */
  readonly none?: Bilingual;
  /** The heading in the file, where it is another. */
  readonly inFile?: Bilingual;
  /** Without it the column stands on the screen and in the file. */
  readonly only?: "screen" | "file";
  /** Of a special column: it holds numbers. */
  readonly isNumber?: true;
  /** On the screen, in pixels. */
  readonly width?: number;
  /** Of a special column: what can be done with a row stays in sight where the table is wider than the page. */
  readonly acts?: true;
  /** Of a count: the least there can be, 0 unless said. */
  readonly min?: number;
  /** Of money: it may be below zero. */
  readonly signed?: true;
  /** Of a state: the field with its tone, `tone` unless said. */
  readonly tone?: string;
  /** Of a code: its words. */
  readonly table?: Readonly<Record<string, Bilingual>>;
}

/** What stands in the column, under the field of the item that is called as the column. */
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
  /** Words with a tone beside them. */
  state: Bilingual;
  /** A key of its table. */
  code: string;
  flag: boolean;
  lines: readonly string[];
  wordLines: readonly Bilingual[];
  /** Nothing: the page draws it of whatever the item has, and it is in no file. */
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

/** The name of the field with a state's tone. */
export type ToneOf<One extends Column> = One extends { readonly kind: "state" }
  ? One extends { readonly tone: infer Name extends string }
    ? Name
    : "tone"
  : never;

/** Columns that are a field of the item, not drawn or made for one place. */
export type DataKey<Of extends Columns, Not extends "screen" | "file"> = {
  [Key in keyof Of & string]: Of[Key] extends { readonly kind: "special" } | { readonly only: Not } ? never : Key;
}[keyof Of & string];

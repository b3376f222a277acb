/** Columns of a list: kind of value, heading, where the column appears, and its cells on the screen and in a file. */
import type { Bilingual } from "./bilingual.ts";
import { type Tone, tones } from "./define-states.ts";

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
  /** For a time: shown to the second; the heading names the time zone. */
  readonly seconds?: true;
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
  [Key in keyof Of & string]: Of[Key] extends { readonly kind: "special" } | { readonly only: Not }
    ? never
    : Key;
}[keyof Of & string];

/** Spreadsheets treat text with these first characters as a formula, some also after spaces and in full-width form. */
const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

export const harmlessText = (text: string): string => (formula.test(text) ? `'${text}` : text);

export function csvText(text: string): string {
  const harmless = harmlessText(text);
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

export type ListCell =
  | { readonly kind: "none" }
  | { readonly kind: "text" | "id"; readonly text: string }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "money"; readonly fen: number }
  | { readonly kind: "time"; readonly instant: string; readonly seconds?: true }
  | { readonly kind: "words"; readonly words: Bilingual }
  | { readonly kind: "state"; readonly words: Bilingual; readonly tone: Tone }
  | { readonly kind: "lines"; readonly lines: readonly Bilingual[] };

const none: ListCell = { kind: "none" };
const yes: Bilingual = { zh: "是", en: "yes" };
const no: Bilingual = { zh: "否", en: "no" };

/** Reads a field by name that the item's type guarantees. */
export const fieldOf = (row: object, name: string): unknown => Reflect.get(row, name);

const isWords = (value: unknown): value is Bilingual =>
  typeof value === "object" && value !== null && "zh" in value && "en" in value;

const isTone = (value: unknown): value is Tone => tones.some((tone) => tone === value);

/** `row`: an item or a row of a file. Throws an Error if the value does not match the column's kind. */
export function cellOf(name: string, column: Column, row: object): ListCell {
  const { kind } = column;
  const value = fieldOf(row, name);
  if (value === null) return none;
  switch (kind) {
    case "text":
    case "id":
      if (typeof value === "string") return { kind, text: value };
      break;
    case "time":
      if (typeof value === "string")
        return { kind, instant: value, ...(column.seconds && { seconds: true }) };
      break;
    case "count":
    case "number":
      if (typeof value === "number") return { kind: "number", value };
      break;
    case "money":
      if (typeof value === "number") return { kind, fen: value };
      break;
    case "flag":
      if (typeof value === "boolean") return { kind: "words", words: value ? yes : no };
      break;
    case "words":
      if (isWords(value)) return { kind, words: value };
      break;
    case "state": {
      const tone = fieldOf(row, column.tone ?? "tone");
      if (isWords(value))
        return isTone(tone) ? { kind, words: value, tone } : { kind: "words", words: value };
      break;
    }
    case "code":
      if (typeof value === "string")
        return { kind: "words", words: column.table?.[value] ?? { zh: value, en: value } };
      break;
    case "lines":
    case "wordLines":
      if (Array.isArray(value)) return { kind: "lines", lines: value.map(lineOf) };
      break;
    case "special":
      return none;
  }
  throw new Error(`A row of a list holds no ${kind} under ${name}`);
}

const lineOf = (line: unknown): Bilingual =>
  isWords(line) ? { zh: line.zh, en: line.en } : { zh: String(line), en: String(line) };

/** Content of one list cell by kind: the console renders it, an export writes it. */
import type { Bilingual } from "./bilingual.ts";
import type { Column } from "./list-columns.ts";
import { type Tone, tones } from "./tones.ts";

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
  | { readonly kind: "time"; readonly instant: string }
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
      if (typeof value === "string") return { kind, instant: value };
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
      if (isWords(value)) return isTone(tone) ? { kind, words: value, tone } : { kind: "words", words: value };
      break;
    }
    case "code":
      if (typeof value === "string") return { kind: "words", words: column.table?.[value] ?? { zh: value, en: value } };
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

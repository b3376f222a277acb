/** What a list may be narrowed by. */
import type { Bilingual } from "./bilingual.ts";

interface FilterBase {
  readonly label: Bilingual;
  /** Without it both the screen and the file are narrowed by it. */
  readonly only?: "screen" | "file";
}

export interface Choice<Value extends string> extends FilterBase {
  readonly kind: "choice";
  readonly options: readonly { readonly value: Value; readonly label: Bilingual }[];
}

export interface Search extends FilterBase {
  readonly kind: "search";
  readonly maxLength: number;
}

export type Filter = Choice<string> | Search | (FilterBase & { readonly kind: "day" });

/** One of a few codes. */
export const choice = <const Value extends string>(
  zh: string,
  en: string,
  values: readonly Value[],
  wordsOf: (value: Value) => Bilingual,
) => ({
  kind: "choice" as const,
  label: { zh, en },
  options: values.map((value) => {
    const said = wordsOf(value);
    return { value, label: { zh: said.zh, en: said.en } };
  }),
});

const usualLength = 64;

/** Typed text. */
export const search = (zh: string, en: string, maxLength = usualLength) => ({
  kind: "search" as const,
  label: { zh, en },
  maxLength,
});

/** A day in Beijing. */
export const day = (zh: string, en: string) => ({ kind: "day" as const, label: { zh, en } });

/** Both included. */
export const days = { fromDay: day("从", "From"), untilDay: day("到", "Until") };

/** The same filter for the screen or the file alone. */
export const onlyOn = <const Place extends "screen" | "file", Narrowing extends Filter>(
  only: Place,
  filter: Narrowing,
) => ({ ...filter, only });

export type Filters = Readonly<Record<string, Filter>>;

/** Filters of a list. */
import type { Bilingual } from "./bilingual.ts";

interface FilterBase {
  readonly label: Bilingual;
  /** Without it, the filter applies to the screen and the file. */
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

export interface IntegerFilter extends FilterBase {
  readonly kind: "number";
  readonly min: number;
  readonly max: number;
}

export type Filter =
  | Choice<string>
  | Search
  | IntegerFilter
  | (FilterBase & { readonly kind: "day" });

/** A choice from a small set of codes. */
export const choice = <const Value extends string>(
  zh: string,
  en: string,
  values: readonly Value[],
  wordsOf: (value: Value) => Bilingual,
) => ({
  kind: "choice" as const,
  label: { zh, en },
  options: values.map((value) => {
    const text = wordsOf(value);
    return { value, label: { zh: text.zh, en: text.en } };
  }),
});

const usualLength = 64;

/** Free-text input. */
export const search = (zh: string, en: string, maxLength = usualLength) => ({
  kind: "search" as const,
  label: { zh, en },
  maxLength,
});

/** Integer filter; both ends are inclusive. */
export const integerFilter = (zh: string, en: string, min: number, max: number) => ({
  kind: "number" as const,
  label: { zh, en },
  min,
  max,
});

/** Parses typed input, including full-width digits and spaces. Returns null if it is not a number within the ends. */
export function integerIn(
  { min, max }: Pick<IntegerFilter, "min" | "max">,
  typed: string,
): number | null {
  const digits = typed.normalize("NFKC").replace(/\s/g, "");
  if (!/^\d{1,9}$/.test(digits)) return null;
  const value = Number(digits);
  return value >= min && value <= max ? value : null;
}

/** A day in Beijing. */
export const day = (zh: string, en: string) => ({ kind: "day" as const, label: { zh, en } });

/** A range of days, both inclusive. */
export const days = { fromDay: day("从", "From"), untilDay: day("到", "Until") };

/** Limits the filter to the screen or the file. */
export const limitedTo = <const Place extends "screen" | "file", Narrowing extends Filter>(
  only: Place,
  filter: Narrowing,
) => ({ ...filter, only });

export type Filters = Readonly<Record<string, Filter>>;

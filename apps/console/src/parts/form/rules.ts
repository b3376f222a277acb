/** Validation rules of form fields. */
import { useWords, wordsOf } from "../../lib/words.ts";

/** Whether a number is within an optional range and has no more decimals than allowed. */
export const isWithin = (value: number, min: number, max: number, decimals: Decimals): boolean =>
  value >= min && value <= max && (decimals === "any" || Number(value.toFixed(decimals)) === value);

/** Largest number of decimals. */
type Decimals = number | "any";

const words = wordsOf(
  {
    needed: "请填写",
    chosen: "请选择",
    fiveDigits: "五位数字",
    integer: (min: number, max: number) => `请填 ${min} 至 ${max} 的整数`,
    decimal: (min: number, max: number, decimals: number) =>
      `请填 ${min} 至 ${max} 的数，最多 ${decimals} 位小数`,
    any: (min: number, max: number) => `请填 ${min} 至 ${max} 的数`,
  },
  {
    needed: "Please fill this in",
    chosen: "Please choose",
    fiveDigits: "Five digits",
    integer: (min, max) => `A whole number from ${min} to ${max}, please`,
    decimal: (min, max, decimals) =>
      `A number from ${min} to ${max} with at most ${decimals} ${decimals === 1 ? "decimal" : "decimals"}, please`,
    any: (min, max) => `A number from ${min} to ${max}, please`,
  },
);

/** Required text field: spaces only count as empty. */
export function useRequiredText() {
  const { needed } = useWords(words);
  const notBlank = async (_: unknown, value: unknown): Promise<void> => {
    if (typeof value === "string" && /^\s+$/.test(value)) throw new Error(needed);
  };
  return [{ required: true, message: needed }, { validator: notBlank }];
}

/** Allowed range of a number, both ends included; whole numbers unless decimals are specified. */
export function useRangeText() {
  const { integer, decimal, any } = useWords(words);
  return (min: number, max: number, decimals: Decimals = 0): string => {
    if (decimals === "any") return any(min, max);
    return decimals === 0 ? integer(min, max) : decimal(min, max, decimals);
  };
}

/** Range rule for a number field without bounds of its own: with those, the field would change the typed number. */
export function useRangeRule() {
  const allowed = useRangeText();
  return (min: number, max: number, decimals: Decimals = 0) => ({
    validator: async (_: unknown, value: unknown): Promise<void> => {
      // Another rule reports a missing value.
      if (typeof value === "number" && !isWithin(value, min, max, decimals))
        throw new Error(allowed(min, max, decimals));
    },
  });
}

/** Required field with choices: a list, buttons, a calendar. */
export function useRequiredChoice() {
  return [{ required: true, message: useChoicePlaceholder() }];
}

/** Placeholder while nothing is chosen. */
export const useChoicePlaceholder = (): string => useWords(words).chosen;

/** Rule for a school code, which is often pasted with spaces around it. */
export function useSchoolCodeRule() {
  const { fiveDigits } = useWords(words);
  return {
    rules: [...useRequiredText(), { pattern: /^\d{5}$/, message: fiveDigits }],
    normalize: (typed: string): string => typed.normalize("NFKC").replace(/\s/g, ""),
  };
}

/** Whether a number is within an optional range and has no more decimals than allowed. */
export const isWithin = (value: number, min: number, max: number, decimals: Decimals): boolean =>
  value >= min && value <= max && (decimals === "any" || Number(value.toFixed(decimals)) === value);

/** Largest number of decimals. */
export type Decimals = number | "any";

/** Whether a number is between two ends, which may be, with no more decimals than are taken. */
export const isWithin = (value: number, min: number, max: number, decimals: Decimals): boolean =>
  value >= min && value <= max && (decimals === "any" || Number(value.toFixed(decimals)) === value);

/** How many a number may have. */
export type Decimals = number | "any";

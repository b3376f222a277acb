/** Closed interval in the unit of its name; an absent end is unbounded. */
export interface Window {
  readonly min?: number;
  readonly max?: number;
}

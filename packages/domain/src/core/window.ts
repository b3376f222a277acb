/** Closed interval in the unit its name gives; a missing end is open. */
export interface Window {
  readonly min?: number;
  readonly max?: number;
}

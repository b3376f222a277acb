/** Figures of line plots and their text: steps between ticks, and names that share a value. */

export interface Line {
  readonly name: string;
  /** null leaves a gap. */
  readonly values: readonly (number | null)[];
}

export interface LinesProps {
  readonly label: string;
  readonly places: readonly string[];
  readonly lines: readonly Line[];
  readonly write?: (value: number) => string;
}

const steps = [1, 0.1, 0.01, 0.001] as const;

/** The smallest step between ticks whose labels differ; 1 where fractions are not written. */
export const finestStep = (write: (value: number) => string): number =>
  steps.findLast((step) => write(step) !== write(0) && write(2 * step) !== write(step)) ?? 1;

export interface NamedValue {
  readonly name: string;
  readonly value: number | null;
}

/** Groups the names of equal values, in the order in which each value first appears. */
export function groupEqualValues(
  all: readonly NamedValue[],
): readonly { readonly names: readonly string[]; readonly value: number | null }[] {
  const values = [...new Set(all.map(({ value }) => value))];
  return values.map((value) => ({
    value,
    names: all.filter((one) => one.value === value).map(({ name }) => name),
  }));
}

/** How far two people agree beyond chance. */

/** Pairs of judgements of the same thing: how often which came together with which. */
export interface Counts {
  readonly bothYes: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly bothNo: number;
}

/**
 * Cohen's kappa for two judges and yes or no (Cohen 1960): (observed − expected) / (1 − expected), −1 to 1.
 * null where there are no pairs, or where both always say the same word, so that chance alone explains everything.
 */
export function cohensKappa({ bothYes, onlyFirst, onlySecond, bothNo }: Counts): number | null {
  const pairs = bothYes + onlyFirst + onlySecond + bothNo;
  if (pairs === 0) return null;
  const observed = (bothYes + bothNo) / pairs;
  const firstYes = (bothYes + onlyFirst) / pairs;
  const secondYes = (bothYes + onlySecond) / pairs;
  const expected = firstYes * secondYes + (1 - firstYes) * (1 - secondYes);
  return expected === 1 ? null : (observed - expected) / (1 - expected);
}

export function countPairs<Pair>(
  pairs: readonly Pair[],
  first: (pair: Pair) => boolean,
  second: (pair: Pair) => boolean,
): Counts {
  const count = (one: boolean, other: boolean): number =>
    pairs.filter((pair) => first(pair) === one && second(pair) === other).length;
  return {
    bothYes: count(true, true),
    onlyFirst: count(true, false),
    onlySecond: count(false, true),
    bothNo: count(false, false),
  };
}

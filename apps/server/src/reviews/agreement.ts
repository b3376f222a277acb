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
  const pairs = sumOf({ bothYes, onlyFirst, onlySecond, bothNo });
  if (pairs === 0) return null;
  const observed = (bothYes + bothNo) / pairs;
  const firstYes = (bothYes + onlyFirst) / pairs;
  const secondYes = (bothYes + onlySecond) / pairs;
  const expected = firstYes * secondYes + (1 - firstYes) * (1 - secondYes);
  return expected === 1 ? null : (observed - expected) / (1 - expected);
}

/** Fewer pairs say nothing. */
const fewestPairs = 20;

export interface Agreement {
  readonly pairs: number;
  /** Below `fewestPairs`. */
  readonly tooFew: boolean;
  /** null for too few, and where chance alone explains everything. */
  readonly kappa: { readonly value: number; readonly low: number; readonly high: number } | null;
}

/** Kappa with its 95 % interval. */
export function agreementOf(counts: Counts): Agreement {
  const pairs = sumOf(counts);
  const tooFew = pairs < fewestPairs;
  const value = tooFew ? null : cohensKappa(counts);
  if (value === null) return { pairs, tooFew, kappa: null };
  // Half a pair in each cell: also full agreement of few pairs is uncertain.
  const { bothYes, onlyFirst, onlySecond, bothNo } = counts;
  const error = standardError({
    bothYes: bothYes + 0.5,
    onlyFirst: onlyFirst + 0.5,
    onlySecond: onlySecond + 0.5,
    bothNo: bothNo + 0.5,
  });
  const margin = 1.96 * error;
  return { pairs, tooFew, kappa: { value, low: Math.max(-1, value - margin), high: Math.min(1, value + margin) } };
}

const sumOf = ({ bothYes, onlyFirst, onlySecond, bothNo }: Counts): number => bothYes + onlyFirst + onlySecond + bothNo;

/** Of kappa, for many pairs (Fleiss, Cohen and Everitt 1969, formula 13). */
function standardError(counts: Counts): number {
  const pairs = sumOf(counts);
  const bothYes = counts.bothYes / pairs;
  const bothNo = counts.bothNo / pairs;
  const onlyFirst = counts.onlyFirst / pairs;
  const onlySecond = counts.onlySecond / pairs;
  const [firstYes, secondYes] = [bothYes + onlyFirst, bothYes + onlySecond];
  const [firstNo, secondNo] = [1 - firstYes, 1 - secondYes];
  const expected = firstYes * secondYes + firstNo * secondNo;
  const apart = (onlyFirst + onlySecond) / (1 - expected);
  const agreed = bothYes * (1 - (firstYes + secondYes) * apart) ** 2 + bothNo * (1 - (firstNo + secondNo) * apart) ** 2;
  const differed = apart ** 2 * (onlyFirst * (secondYes + firstNo) ** 2 + onlySecond * (secondNo + firstYes) ** 2);
  const variance = (agreed + differed - (1 - apart - expected * apart) ** 2) / (pairs * (1 - expected) ** 2);
  return Math.sqrt(Math.max(0, variance));
}

/** Chance-corrected agreement of two people. */

/** Pairs of judgements of the same item, counted by combination. */
export interface Counts {
  readonly bothYes: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly bothNo: number;
}

/**
 * Cohen's kappa for two raters and binary judgements (Cohen 1960): (observed − expected) / (1 − expected), −1 to 1.
 * null without pairs, or when both raters always give the same answer, because chance then explains everything.
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

/** Fewer pairs are not significant. */
const fewestPairs = 20;

export interface Agreement {
  readonly pairs: number;
  /** Fewer than `fewestPairs`. */
  readonly insufficientData: boolean;
  /** null with too few pairs, and when chance explains everything. */
  readonly kappa: { readonly value: number; readonly low: number; readonly high: number } | null;
}

/** Kappa with its 95 % interval. */
export function agreementOf(counts: Counts): Agreement {
  const pairs = sumOf(counts);
  const insufficientData = pairs < fewestPairs;
  const value = insufficientData ? null : cohensKappa(counts);
  if (value === null) return { pairs, insufficientData, kappa: null };
  // Adds half a pair to each cell, so that full agreement of few pairs has an uncertainty.
  const { bothYes, onlyFirst, onlySecond, bothNo } = counts;
  const error = standardError({
    bothYes: bothYes + 0.5,
    onlyFirst: onlyFirst + 0.5,
    onlySecond: onlySecond + 0.5,
    bothNo: bothNo + 0.5,
  });
  const margin = 1.96 * error;
  return {
    pairs,
    insufficientData,
    kappa: { value, low: Math.max(-1, value - margin), high: Math.min(1, value + margin) },
  };
}

const sumOf = ({ bothYes, onlyFirst, onlySecond, bothNo }: Counts): number => bothYes + onlyFirst + onlySecond + bothNo;

/** Standard error of kappa for large samples (Fleiss, Cohen and Everitt 1969, formula 13). */
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

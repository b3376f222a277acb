/** Tests whether the dose at which a check reacts depends on the skin tone. */
import type { Lab } from "../../../packages/engine/src/maths/colour.ts";
import { median } from "../../../packages/engine/src/maths/statistics.ts";
import { quartilesOf, type Reaction } from "./curves.ts";

/**
 * Returns the individual typology angle in degrees (Chardin 1991) of the median skin colour: above 41 light, below 10
 * dark.
 */
export function typologyDeg(skin: readonly Lab[]): number {
  const l = median(skin.map((lab) => lab.l));
  const b = median(skin.map((lab) => lab.b));
  return (Math.atan2(l - 50, b) * 180) / Math.PI;
}

export interface ToneDependence {
  readonly people: number;
  /** Median reacting dose of the darker and of the lighter half; null when more than half of them never react. */
  readonly darker: number | null;
  readonly lighter: number | null;
  /** Spearman's rank correlation of skin lightness and reacting dose; null for too few people. */
  readonly rho: number | null;
  /** True if the correlation is stronger than in 99 of 100 random orders. */
  readonly depends: boolean;
}

const minPeople = 8;
/** Two-sided 99 % quantile of the normal distribution. */
const chanceBound = 2.58;

export function toneDependence(
  people: readonly { readonly toneDeg: number; readonly reaction: Reaction }[],
): ToneDependence {
  const counted = people
    .filter(({ reaction }) => reaction.kind !== "already")
    .sort((a, b) => a.toneDeg - b.toneDeg);
  const half = counted.length >> 1;
  const medianOf = (part: typeof counted): number | null =>
    quartilesOf(part.map(({ reaction }) => reaction)).median;
  const rho =
    counted.length < minPeople
      ? null
      : rankCorrelation(
          counted.map(({ toneDeg }) => toneDeg),
          counted.map(({ reaction }) =>
            reaction.kind === "at" ? reaction.dose : Number.POSITIVE_INFINITY,
          ),
        );
  return {
    people: counted.length,
    darker: medianOf(counted.slice(0, half)),
    lighter: medianOf(counted.slice(half)),
    rho,
    depends: rho !== null && Math.abs(rho) * Math.sqrt(counted.length - 1) > chanceBound,
  };
}

/**
 * Returns Spearman's rank correlation. Ties share the mean of their ranks. Returns null when all values of one side are
 * equal.
 */
export function rankCorrelation(xs: readonly number[], ys: readonly number[]): number | null {
  const [a, b] = [ranksOf(xs), ranksOf(ys)];
  const centre = (xs.length - 1) / 2;
  const product = (one: readonly number[], other: readonly number[]): number =>
    one.reduce((sum, rank, i) => sum + (rank - centre) * (other[i]! - centre), 0);
  const spread = Math.sqrt(product(a, a) * product(b, b));
  return spread === 0 ? null : product(a, b) / spread;
}

function ranksOf(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal - 1) / 2;
  });
}

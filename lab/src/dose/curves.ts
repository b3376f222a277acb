/**
 * Analysis of a check's value over the doses of a series: where the check reacts, and whether the curve is monotonic.
 */
import type { CheckLimits, Verdict } from "@gradphoto/domain/photo-standard";

export interface DosePoint {
  readonly dose: number;
  /** null if the check could not measure. */
  readonly value: number | null;
  readonly verdict: Verdict;
}

export type Level = "warn" | "fail";

/** Returns the direction in which the value gets worse: 1 up, -1 down, 0 when good values are between two limits. */
export function harmOf({ warn, fail }: CheckLimits): 1 | -1 | 0 {
  const windows = [warn, fail].filter((window) => window !== undefined);
  const up = windows.some(({ max }) => max !== undefined);
  const down = windows.some(({ min }) => min !== undefined);
  return up === down ? 0 : up ? 1 : -1;
}

export type Reaction =
  | { readonly kind: "already" | "never" }
  | { readonly kind: "at"; readonly dose: number };

const reactsAt = (level: Level, verdict: Verdict): boolean =>
  verdict === "fail" || (level === "warn" && verdict === "warn");

/**
 * Finds the dose at which a check starts to react. It interpolates between the last good point and the first reacting
 * one, where the value crosses the limit.
 */
export function reactionOf(
  points: readonly DosePoint[],
  level: Level,
  limits: CheckLimits,
): Reaction {
  const first = points.findIndex(({ verdict }) => reactsAt(level, verdict));
  if (first < 0) return { kind: "never" };
  const previous = points[first - 1];
  if (!previous) return { kind: "already" };
  const point = points[first]!;
  const window = level === "warn" ? (limits.warn ?? limits.fail) : limits.fail;
  const bound = harmOf(limits) > 0 ? window?.max : window?.min;
  if (
    bound === undefined ||
    previous.value === null ||
    point.value === null ||
    previous.value === point.value
  ) {
    return { kind: "at", dose: point.dose };
  }
  const share = (bound - previous.value) / (point.value - previous.value);
  const crosses = share >= 0 && share <= 1;
  return {
    kind: "at",
    dose: crosses ? previous.dose + share * (point.dose - previous.dose) : point.dose,
  };
}

/** Returns the largest recovery from the worst value at a smaller dose; 0 for a monotonic curve. */
export function largestReturn(points: readonly DosePoint[], harm: 1 | -1 | 0): number {
  if (harm === 0) return 0;
  let [worst, back] = [Number.NEGATIVE_INFINITY, 0];
  for (const { value } of points) {
    if (value === null) continue;
    worst = Math.max(worst, harm * value);
    back = Math.max(back, worst - harm * value);
  }
  return back;
}

/**
 * Returns the quartiles of the reacting doses by nearest rank; null where that quartile never reacts. Reactions that
 * occur without a dose are left out.
 */
export function quartilesOf(reactions: readonly Reaction[]) {
  const doses = reactions
    .flatMap((reaction) =>
      reaction.kind === "already"
        ? []
        : reaction.kind === "at"
          ? reaction.dose
          : Number.POSITIVE_INFINITY,
    )
    .sort((a, b) => a - b);
  const at = (share: number): number | null => {
    const dose = doses[Math.min(doses.length - 1, Math.floor(share * doses.length))];
    return dose === undefined || dose === Number.POSITIVE_INFINITY ? null : dose;
  };
  return { lower: at(0.25), median: at(0.5), upper: at(0.75) };
}

const severity: Readonly<Record<Verdict, number>> = { pass: 0, unsure: 0, warn: 1, fail: 2 };

/** Returns true if a larger dose gets a milder verdict. `unsure` does not count as milder. */
export function verdictEases(points: readonly DosePoint[]): boolean {
  let worst = 0;
  for (const { verdict } of points) {
    if (verdict !== "unsure" && severity[verdict] < worst) return true;
    worst = Math.max(worst, severity[verdict]);
  }
  return false;
}

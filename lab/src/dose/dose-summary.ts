/**
 * Figures of a run, per series and check: reacting dose, its spread, whether the curve is monotonic, and whether skin
 * tone matters.
 */
import {
  type CheckId,
  type CheckLimits,
  limitsOf,
  type PhotoSpec,
} from "@gradphoto/domain/photo-standard";
import { median, percentile } from "../../../packages/engine/src/maths/statistics.ts";
import {
  type DosePoint,
  harmOf,
  type Level,
  largestReturn,
  quartilesOf,
  reactionOf,
  verdictEases,
} from "./curves.ts";
import type { DoseRun, PersonCurves } from "./dose-run.ts";
import { harmless } from "./series/harmless.ts";
import type { Series } from "./series/series.ts";
import { type ToneDependence, toneDependence } from "./skin-tone.ts";

/** Reaction of a check that the series does not target. */
export interface SideEffect {
  readonly check: string;
  readonly people: number;
  /** People for whom the check reacts at some dose but not without one. */
  readonly moved: number;
}

const pointsOf = (curves: PersonCurves, check: string): readonly DosePoint[] =>
  curves.byCheck.get(check) ?? [];

function sideEffect(check: string, curves: readonly PersonCurves[]): SideEffect {
  const seen = curves.map((one) => pointsOf(one, check)).filter((points) => points.length > 1);
  const reacts = ({ verdict }: DosePoint): boolean => verdict === "warn" || verdict === "fail";
  const calm = seen.filter(([first]) => first !== undefined && !reacts(first));
  return { check, people: calm.length, moved: calm.filter((points) => points.some(reacts)).length };
}

export interface LevelSummary {
  /** People for whom the check does not react without a dose. */
  readonly people: number;
  readonly already: number;
  readonly never: number;
  readonly lower: number | null;
  readonly median: number | null;
  readonly upper: number | null;
  readonly tone: ToneDependence;
}

export interface CheckSummary {
  readonly check: CheckId;
  readonly limits: CheckLimits;
  /** People for whom the check measured a value. */
  readonly people: number;
  /** Noise of the check's value over harmless versions of a photo: 90th percentile over people. */
  readonly noise: number;
  /** People whose value recovers by more than that noise and by more than a tenth of the distance to the limit. */
  readonly turningBack: number;
  /** People for whom a larger dose gets a milder verdict. */
  readonly easing: number;
  /** People for whom the check stops measuring at some dose before it has reacted. */
  readonly silent: number;
  readonly warn: LevelSummary;
  /** null if the check never refuses. */
  readonly fail: LevelSummary | null;
  readonly curves: readonly { readonly person: number; readonly points: readonly DosePoint[] }[];
}

export interface SeriesSummary {
  readonly series: Series;
  readonly people: number;
  readonly checks: readonly CheckSummary[];
  /** Reactions of checks that the series must not affect. */
  readonly holds: readonly SideEffect[];
  /** Reactions of other checks, if they react for at least one person. */
  readonly sideEffects: readonly SideEffect[];
}

export function summarise(
  { people, bySeries }: DoseRun,
  series: readonly Series[],
  spec: PhotoSpec,
): SeriesSummary[] {
  const still = bySeries.get(harmless.id) ?? [];
  return series.map((one) => {
    const curves = bySeries.get(one.id) ?? [];
    const own: readonly string[] = one.reaches;
    const held: readonly string[] = one.holds ?? [];
    const ids = [...new Set(curves.flatMap(({ byCheck }) => [...byCheck.keys()]))];
    return {
      series: one,
      people: curves.length,
      checks: one.reaches.map((check) =>
        summariseCheck(check, curves, noiseOf(check, still), people, spec),
      ),
      holds: held.map((check) => sideEffect(check, curves)),
      sideEffects: ids
        .filter((id) => !own.includes(id) && !held.includes(id))
        .map((check) => sideEffect(check, curves))
        .filter(({ moved }) => moved > 0),
    };
  });
}

const measured = (points: readonly DosePoint[]): boolean =>
  points.some(({ value }) => value !== null);

/** Percentile over people: nine in ten stay below. */
const steadyShare = 0.9;

export function noiseOf(check: string, still: readonly PersonCurves[]): number {
  const ranges = still.flatMap((curves) => {
    const values = pointsOf(curves, check).flatMap(({ value }) => value ?? []);
    return values.length > 1 ? Math.max(...values) - Math.min(...values) : [];
  });
  return ranges.length > 0 ? percentile(ranges, steadyShare) : 0;
}

function summariseCheck(
  check: CheckId,
  curves: readonly PersonCurves[],
  noise: number,
  people: DoseRun["people"],
  spec: PhotoSpec,
): CheckSummary {
  const limits = limitsOf(check, spec);
  const seen = curves
    .map((one) => ({ person: one.person, points: pointsOf(one, check) }))
    .filter(({ points }) => measured(points));
  const level = (name: Level): LevelSummary => {
    const reactions = seen.map(({ person, points }) => ({
      toneDeg: people[person]!.toneDeg,
      reaction: reactionOf(points, name, limits),
    }));
    const count = (kind: string): number =>
      reactions.filter(({ reaction }) => reaction.kind === kind).length;
    return {
      people: reactions.length - count("already"),
      already: count("already"),
      never: count("never"),
      ...quartilesOf(reactions.map(({ reaction }) => reaction)),
      tone: toneDependence(reactions),
    };
  };
  const slack = Math.max(noise, minTurnShare * distanceToLimit(seen, limits));
  return {
    check,
    limits,
    people: seen.length,
    noise,
    turningBack: seen.filter(({ points }) => largestReturn(points, harmOf(limits)) > slack).length,
    easing: seen.filter(({ points }) => verdictEases(points)).length,
    silent: seen.filter(({ points }) => fallsSilent(points)).length,
    warn: level("warn"),
    fail: limits.fail ? level("fail") : null,
    curves: seen,
  };
}

/**
 * Minimum recovery that counts, as a share of the distance to the limit. The noise is too small a bound for a value
 * that does not move without a dose, such as a share of 0.
 */
const minTurnShare = 0.1;

/** Returns the distance from the median value without a dose to the first limit. */
function distanceToLimit(
  seen: readonly { points: readonly DosePoint[] }[],
  { warn, fail }: CheckLimits,
): number {
  const start = median(seen.flatMap(({ points }) => points[0]?.value ?? []));
  const bound = warn?.max ?? warn?.min ?? fail?.max ?? fail?.min;
  return bound === undefined || Number.isNaN(start) ? 0 : Math.abs(bound - start);
}

function fallsSilent(points: readonly DosePoint[]): boolean {
  const reacted = points.findIndex(({ verdict }) => verdict === "warn" || verdict === "fail");
  const silent = points.findIndex(({ value }) => value === null);
  return silent > 0 && (reacted < 0 || silent < reacted);
}

/** Share of people whose curves turn back beyond the noise, from which a check is wrong in a series. */
const wrongShare = 0.1;
export const isWrong = ({ people, turningBack }: CheckSummary): boolean =>
  turningBack > wrongShare * people;

export const dependsOnTone = ({ warn, fail }: CheckSummary): boolean =>
  warn.tone.depends || (fail?.tone.depends ?? false);

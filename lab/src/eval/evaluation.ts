/** All figures of one evaluation: the engine's findings compared with the labels. */
import {
  allCheckIds,
  type CheckLimits,
  isCheckId,
  judge,
  type PhotoSpec,
  type Verdict,
} from "@gradphoto/domain/photo-standard";
import { checks } from "@gradphoto/engine";
import { type CutOutRow, cutOutRows } from "./cut-outs.ts";
import { fixedRateRows, type RateRow } from "./fixed-rates.ts";
import { type GeometryRow, geometryRow } from "./geometry-rows.ts";
import { type GroupRow, groupRows } from "./groups.ts";
import { type Half, halvesOf } from "./halves.ts";
import type { JudgedPhoto } from "./judge-photos.ts";
import { falseAlarmBudget, type MeasuredCheck, measuredCheck } from "./measured-check.ts";
import { type Judged, type PhotoScore, scorePhoto } from "./score-photo.ts";
import { type CheckRow, checkRows, type Totals, totalsOf } from "./tally.ts";

/** Minimum number of photos of each kind. With fewer, a check may not refuse. */
const minFaultyPhotos = 10;
const minFinePhotos = 300;

/**
 * Chooses limits from reviewed photos without the fault. `warn` is the quantile of the false alarm budget, `fail` the
 * worst value plus a quarter of its distance to the worst tenth. Returns null where a rule sets the limits or too
 * little was measured. `evidence` contains all measured values, which decide whether the check may refuse at all.
 */
export function chooseLimits(check: MeasuredCheck, evidence: MeasuredCheck): CheckLimits | null {
  const budget = falseAlarmBudget(check.id);
  const { worse } = check;
  const fine = check.values.filter(({ hasFault }) => !hasFault).map(({ value }) => worse * value);
  const worst = fine.sort((a, b) => b - a);
  const [first] = worst;
  if (budget === null || first === undefined) return null;
  const warnAt = worst[Math.floor(budget * worst.length)] ?? first;
  const mayRefuse =
    check.limits.fail !== undefined &&
    countOf(evidence, true) >= minFaultyPhotos &&
    countOf(evidence, false) >= minFinePhotos;
  const failAt = first + marginShare * (first - (worst[Math.floor(worst.length / 10)] ?? first));
  const beyond = (at: number) => (worse === 1 ? { max: at } : { min: -at });
  return mayRefuse ? { warn: beyond(warnAt), fail: beyond(failAt) } : { warn: beyond(warnAt) };
}

const marginShare = 0.25;

const countOf = ({ values }: MeasuredCheck, fault: boolean): number =>
  values.filter(({ hasFault }) => hasFault === fault).length;

interface HalfScores {
  readonly half: Half;
  readonly scores: readonly PhotoScore[];
}

/** Scores each photo with limits chosen on the other half of the people. */
function scoreByOtherHalf(judged: readonly JudgedPhoto[], spec: PhotoSpec): HalfScores[] {
  const halfOf = halvesOf(judged.map(({ photo }) => photo));
  const inHalf = (half: Half) => judged.filter(({ photo }) => halfOf.get(photo.file) === half);
  return ([0, 1] as const).map((half) => {
    const chosen = limitsFrom(inHalf(half === 0 ? 1 : 0), judged, spec);
    const scores = inHalf(half).map(({ photo, outcome }) =>
      scorePhoto(
        photo,
        (outcome?.report.findings ?? []).map((finding) => judgedBy(finding, chosen)),
      ),
    );
    return { half, scores };
  });
}

type Finding = NonNullable<JudgedPhoto["outcome"]>["report"]["findings"][number];

function judgedBy(finding: Finding, chosen: ReadonlyMap<string, CheckLimits>): Judged {
  const limits = chosen.get(finding.id);
  if (!limits || finding.value === null) return finding;
  return { ...finding, verdict: judge(finding.value, limits, finding.atMost) };
}

function limitsFrom(
  some: readonly JudgedPhoto[],
  all: readonly JudgedPhoto[],
  spec: PhotoSpec,
): Map<string, CheckLimits> {
  const rows = allCheckIds.filter(isCheckId).flatMap((id): [string, CheckLimits][] => {
    const limits = chooseLimits(measuredCheck(id, some, spec), measuredCheck(id, all, spec));
    return limits ? [[id, limits]] : [];
  });
  return new Map(rows);
}

export interface Evaluation {
  readonly spec: string;
  readonly engine: string;
  /** Photos that are not derived from another one: nearly one per person. */
  readonly ownPhotos: number;
  /** Totals with the current limits. */
  readonly totals: Totals;
  /** Each half scored with limits chosen on the other half, and both halves together. */
  readonly halves: readonly HalfRow[];
  readonly unreadable: readonly { readonly file: string; readonly problem: string }[];
  readonly checks: readonly CheckRow[];
  readonly fixedRates: readonly RateRow[];
  readonly cutOuts: readonly CutOutRow[];
  readonly groups: readonly GroupRow[];
  readonly geometry: readonly GeometryRow[];
  readonly insideEveryWindow: number;
  readonly photos: readonly PhotoRow[];
}

export interface HalfRow {
  readonly half: "first" | "second" | "both";
  readonly totals: Totals;
}

export interface PhotoRow extends PhotoScore {
  readonly expected: readonly string[];
  readonly debatable: readonly string[];
  readonly values: Readonly<
    Record<string, { readonly value: number | null; readonly verdict: Verdict }>
  >;
}

export function evaluate(judged: readonly JudgedPhoto[], spec: PhotoSpec): Evaluation {
  const scored = judged.map(({ photo, outcome }) => ({
    photo,
    score: scorePhoto(photo, outcome?.report.findings ?? []),
  }));
  const scores = scored.map(({ score }) => score);
  const geometry = judged.flatMap(({ photo, outcome }) => {
    const row = outcome && geometryRow(photo.file, outcome.report, spec);
    return row ? [row] : [];
  });
  const ids = checks.map(({ id }) => id);
  return {
    spec: spec.id,
    engine: judged.find(({ outcome }) => outcome)?.outcome?.report.engine.version ?? "none",
    ownPhotos: judged.filter(({ photo }) => photo.derivedFrom === null).length,
    totals: totalsOf(scores),
    halves: halfRows(judged, spec),
    unreadable: judged.flatMap(({ photo: { file }, outcome, problem }) =>
      outcome && outcome.kind !== "unreadable"
        ? []
        : [{ file, problem: problem || reasonOf(outcome) }],
    ),
    checks: checkRows(scores, judged, ids, spec),
    fixedRates: fixedRateRows(judged, spec),
    cutOuts: cutOutRows(judged),
    groups: groupRows(scored),
    geometry,
    insideEveryWindow: geometry.filter(({ outside }) => outside.length === 0).length,
    photos: judged.map(({ photo, outcome }, at) => ({
      ...scores[at]!,
      expected: photo.expected,
      debatable: photo.debatable,
      values: Object.fromEntries(
        (outcome?.report.findings ?? []).map(({ id, value, verdict }) => [id, { value, verdict }]),
      ),
    })),
  };
}

const reasonOf = (outcome: JudgedPhoto["outcome"]): string =>
  outcome?.report.findings.find(({ verdict }) => verdict === "fail")?.message.en ?? "";

function halfRows(judged: readonly JudgedPhoto[], spec: PhotoSpec): HalfRow[] {
  const halves = scoreByOtherHalf(judged, spec);
  return [
    ...halves.map(
      ({ half, scores }) =>
        ({ half: half === 0 ? "first" : "second", totals: totalsOf(scores) }) as const,
    ),
    { half: "both", totals: totalsOf(halves.flatMap(({ scores }) => scores)) },
  ];
}

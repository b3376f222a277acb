/** All figures of one evaluation, from what the engine said and what the labels say. */
import type { PhotoSpec, Verdict } from "@gradphoto/domain/photo-standard";
import { checks } from "@gradphoto/engine";
import { type GeometryRow, geometryRow } from "./geometry-rows.ts";
import { type GroupRow, groupRows } from "./groups.ts";
import type { JudgedPhoto } from "./judge-photos.ts";
import { scoreByOtherHalf } from "./other-half.ts";
import { type PhotoScore, scorePhoto } from "./score-photo.ts";
import { type CheckRow, checkRows, type Totals, totalsOf } from "./tally.ts";

export interface Evaluation {
  readonly spec: string;
  readonly engine: string;
  /** Photos that were not derived from another one: nearly as many people. */
  readonly ownPhotos: number;
  /** By the limits as they stand. */
  readonly totals: Totals;
  /** Each half by limits chosen on the other, and both together. */
  readonly halves: readonly HalfRow[];
  readonly unreadable: readonly { readonly file: string; readonly problem: string }[];
  readonly checks: readonly CheckRow[];
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
  readonly values: Readonly<Record<string, { readonly value: number | null; readonly verdict: Verdict }>>;
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
      outcome && outcome.kind !== "unreadable" ? [] : [{ file, problem: problem || reasonOf(outcome) }],
    ),
    checks: checkRows(scores, judged, ids, spec),
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
    ...halves.map(({ half, scores }) => ({ half: half === 0 ? "first" : "second", totals: totalsOf(scores) }) as const),
    { half: "both", totals: totalsOf(halves.flatMap(({ scores }) => scores)) },
  ];
}

/** All figures of one evaluation, from what the engine said and what the labels say. */
import type { PhotoSpec, Verdict } from "@gradphoto/contract";
import { checks } from "@gradphoto/engine";
import { foldsOf } from "./folds.ts";
import { type GeometryRow, geometryRow } from "./geometry-rows.ts";
import { type GroupRow, groupRows } from "./groups.ts";
import type { JudgedPhoto } from "./judge-photos.ts";
import { type PhotoScore, scorePhoto } from "./score-photo.ts";
import { type CheckRow, checkRows, type Totals, totalsOf } from "./tally.ts";

export interface Evaluation {
  readonly spec: string;
  readonly engine: string;
  readonly totals: Totals;
  readonly unreadable: readonly { readonly file: string; readonly problem: string }[];
  readonly checks: readonly CheckRow[];
  readonly groups: readonly GroupRow[];
  readonly geometry: readonly GeometryRow[];
  readonly insideEveryWindow: number;
  readonly folds: readonly FoldRow[];
  readonly photos: readonly PhotoRow[];
}

export interface FoldRow {
  readonly fold: number;
  readonly totals: Totals;
}

export interface PhotoRow extends PhotoScore {
  readonly expected: readonly string[];
  readonly debatable: readonly string[];
  readonly values: Readonly<Record<string, { readonly value: number | null; readonly verdict: Verdict }>>;
}

/** `folds` of 1 reports no folds. Nothing is tuned here. */
export function evaluate(judged: readonly JudgedPhoto[], spec: PhotoSpec, folds: number): Evaluation {
  const scored = judged.map(({ photo, outcome }) => ({
    photo,
    score: scorePhoto(photo, outcome?.report.findings ?? []),
  }));
  const scores = scored.map(({ score }) => score);
  const geometry = judged.flatMap(({ photo, outcome }) => {
    const row = outcome && geometryRow(photo.file, outcome.report, spec);
    return row ? [row] : [];
  });
  return {
    spec: spec.id,
    engine: judged.find(({ outcome }) => outcome)?.outcome?.report.engine.version ?? "none",
    totals: totalsOf(scores),
    unreadable: judged.flatMap(({ photo: { file }, outcome, problem }) =>
      outcome && outcome.kind !== "unreadable" ? [] : [{ file, problem: problem || reasonOf(outcome) }],
    ),
    checks: checkRows(
      scores,
      checks.map(({ id }) => id),
    ),
    groups: groupRows(scored),
    geometry,
    insideEveryWindow: geometry.filter(({ outside }) => outside.length === 0).length,
    folds: folds > 1 ? foldRows(judged, scores, folds) : [],
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

function foldRows(judged: readonly JudgedPhoto[], scores: readonly PhotoScore[], folds: number): FoldRow[] {
  const foldOf = foldsOf(
    judged.map(({ photo }) => photo),
    folds,
  );
  return Array.from({ length: folds }, (_, fold) => ({
    fold,
    totals: totalsOf(scores.filter(({ file }) => foldOf.get(file) === fold)),
  }));
}

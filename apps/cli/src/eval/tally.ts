/** Sums the scores of many photos: totals, and one row per check. */
import { answerOf, type Level, type PhotoScore } from "./score-photo.ts";

export interface Totals {
  readonly photos: number;
  readonly reasonsLabelled: number;
  readonly reasonsFound: number;
  /** Photos with at least one labelled reason. */
  readonly bad: number;
  readonly badWithCorrectReason: number;
  readonly badRefused: number;
  readonly badOnlyFlagged: number;
  readonly badSilent: readonly string[];
  /** Photos labelled pass. */
  readonly good: number;
  readonly wronglyRefused: readonly string[];
  readonly goodFlagged: readonly string[];
  readonly goodClean: number;
  readonly unlabelledFail: number;
  readonly unlabelledWarn: number;
}

export function totalsOf(scores: readonly PhotoScore[]): Totals {
  const reasons = scores.flatMap((score) => score.reasons);
  const good = scores.filter(({ labelledPass }) => labelledPass);
  const bad = scores.filter(({ labelledPass }) => !labelledPass);
  const alarms = scores.flatMap(({ falseAlarms }) => falseAlarms);
  const answered = (photos: readonly PhotoScore[], level: Level | null): string[] =>
    photos.filter((score) => answerOf(score) === level).map(({ file }) => file);
  const wronglyRefused = good.filter((score) => alarmed(score, "fail"));
  const flagged = good.filter((score) => !alarmed(score, "fail") && alarmed(score, "warn"));
  return {
    photos: scores.length,
    reasonsLabelled: reasons.length,
    reasonsFound: reasons.filter(({ found }) => found !== null).length,
    bad: bad.length,
    badWithCorrectReason: bad.filter((score) => score.reasons.some(({ found }) => found !== null)).length,
    badRefused: answered(bad, "fail").length,
    badOnlyFlagged: answered(bad, "warn").length,
    badSilent: answered(bad, null),
    good: good.length,
    wronglyRefused: wronglyRefused.map(({ file }) => file),
    goodFlagged: flagged.map(({ file }) => file),
    goodClean: good.length - wronglyRefused.length - flagged.length,
    unlabelledFail: alarms.filter(({ level }) => level === "fail").length,
    unlabelledWarn: alarms.filter(({ level }) => level === "warn").length,
  };
}

const alarmed = ({ falseAlarms }: PhotoScore, level: Level): boolean =>
  falseAlarms.some((alarm) => alarm.level === level);

/** How one check did; the lists hold file names. */
export interface CheckRow {
  readonly id: string;
  readonly labelled: number;
  readonly foundFail: number;
  readonly foundWarn: number;
  readonly missed: readonly string[];
  readonly alarmsFail: readonly string[];
  readonly alarmsWarn: readonly string[];
  readonly debatableHits: readonly string[];
}

/** One row per id that was labelled or found, in the order of `ids`, others after them. */
export function checkRows(scores: readonly PhotoScore[], ids: readonly string[]): CheckRow[] {
  const seen = scores.flatMap(({ reasons, falseAlarms, debatableHits }) =>
    [...reasons, ...falseAlarms, ...debatableHits].map(({ id }) => id),
  );
  const rows = [...new Set([...ids.filter((id) => seen.includes(id)), ...seen])];
  return rows.map((id) => {
    const labels = scores.flatMap(({ file, reasons }) =>
      reasons.filter((reason) => reason.id === id).map(({ found }) => ({ file, found })),
    );
    const filesWith = (kind: "falseAlarms" | "debatableHits", levels: readonly Level[]): string[] =>
      scores
        .filter((score) => score[kind].some((hit) => hit.id === id && levels.includes(hit.level)))
        .map(({ file }) => file);
    return {
      id,
      labelled: labels.length,
      foundFail: labels.filter(({ found }) => found === "fail").length,
      foundWarn: labels.filter(({ found }) => found === "warn").length,
      missed: labels.filter(({ found }) => found === null).map(({ file }) => file),
      alarmsFail: filesWith("falseAlarms", ["fail"]),
      alarmsWarn: filesWith("falseAlarms", ["warn"]),
      debatableHits: filesWith("debatableHits", ["fail", "warn"]),
    };
  });
}

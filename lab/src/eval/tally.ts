/** Sums the scores of many photos: totals, and one row per check. */
import { isCheckId, type PhotoSpec, wilsonInterval } from "@gradphoto/domain/photo-standard";
import type { JudgedPhoto } from "./judge-photos.ts";
import { areaUnderCurve, falseAlarmBudget, measuredCheck } from "./measured-check.ts";
import { answerOf, type Level, type PhotoScore } from "./score-photo.ts";

/** A count out of a total, with the interval that contains the true share (Wilson, 95 %). */
export interface Share {
  readonly count: number;
  readonly of: number;
  readonly interval: readonly [low: number, high: number];
}

export const shareOf = (count: number, of: number): Share => ({
  count,
  of,
  interval: wilsonInterval(count, of),
});

export interface Totals {
  readonly photos: number;
  readonly detectedReasons: Share;
  /** The same without reasons that a machine does not judge: the wall, copies, drawings, selfies. */
  readonly tellableDetected: Share;
  /** Photos with at least one labelled reason. */
  readonly badWithCorrectReason: Share;
  readonly badRefused: number;
  readonly badOnlyFlagged: number;
  readonly badSilent: readonly string[];
  /** Share of photos labelled pass. */
  readonly goodRefused: Share;
  readonly wronglyRefused: readonly string[];
  readonly goodFlagged: readonly string[];
  /**
   * Share of photos that were refused for another reason than their background, among those that are good except for
   * it.
   */
  readonly goodButForBackgroundRefused: Share;
  readonly refusedForAnother: readonly string[];
  readonly unlabelledFail: number;
  readonly unlabelledWarn: number;
  readonly unlabelledPerPhoto: number;
}

/**
 * Reasons that a machine does not judge. The background is replaced; copies, drawings and selfies are judged by a
 * person.
 */
const humanOnlyReasons: readonly string[] = [
  "background-busy",
  "background-shadow",
  "not-a-person",
  "photo-of-screen",
  "photo-of-print",
  "selfie",
];

export function totalsOf(scores: readonly PhotoScore[]): Totals {
  const reasons = scores.flatMap((score) => score.reasons);
  const tellable = reasons.filter(({ id }) => !humanOnlyReasons.includes(id));
  const detected = (some: typeof reasons): Share =>
    shareOf(some.filter((reason) => reason.detected).length, some.length);
  const good = scores.filter(({ labelledPass }) => labelledPass);
  const bad = scores.filter(({ labelledPass }) => !labelledPass);
  const background = scores.filter(({ goodButForBackground }) => goodButForBackground);
  const alarms = scores.flatMap(({ falseAlarms }) => falseAlarms);
  const answered = (photos: readonly PhotoScore[], level: Level | null): string[] =>
    photos.filter((score) => answerOf(score) === level).map(({ file }) => file);
  const refusedOf = (photos: readonly PhotoScore[]): string[] =>
    photos.filter((score) => alarmed(score, "fail")).map(({ file }) => file);
  const flagged = good.filter((score) => !alarmed(score, "fail") && alarmed(score, "warn"));
  return {
    photos: scores.length,
    detectedReasons: detected(reasons),
    tellableDetected: detected(tellable),
    badWithCorrectReason: shareOf(
      bad.filter((score) => score.reasons.some((reason) => reason.detected !== null)).length,
      bad.length,
    ),
    badRefused: answered(bad, "fail").length,
    badOnlyFlagged: answered(bad, "warn").length,
    badSilent: answered(bad, null),
    goodRefused: shareOf(refusedOf(good).length, good.length),
    wronglyRefused: refusedOf(good),
    goodFlagged: flagged.map(({ file }) => file),
    goodButForBackgroundRefused: shareOf(refusedOf(background).length, background.length),
    refusedForAnother: refusedOf(background),
    unlabelledFail: alarms.filter(({ level }) => level === "fail").length,
    unlabelledWarn: alarms.filter(({ level }) => level === "warn").length,
    unlabelledPerPhoto: scores.length === 0 ? 0 : alarms.length / scores.length,
  };
}

const alarmed = ({ falseAlarms }: PhotoScore, level: Level): boolean =>
  falseAlarms.some((alarm) => alarm.level === level);

/** Results of one check. The lists contain file names. */
export interface CheckRow {
  readonly id: string;
  /** Share of photos with a fail among those labelled with the fault; the next field also counts warnings. */
  readonly detectedFail: Share;
  readonly detected: Share;
  /** Share of photos with a fail among the reviewed ones without the fault; the next field also counts warnings. */
  readonly falseFail: Share;
  readonly falseAlarm: Share;
  /** Area under the ROC curve; null without photos of both kinds. */
  readonly area: number | null;
  /** Share of false alarms that the check may raise; null where a rule sets the limits. */
  readonly budget: number | null;
  readonly missed: readonly string[];
  readonly alarmsFail: readonly string[];
  readonly alarmsWarn: readonly string[];
  readonly debatableHits: readonly string[];
}

/**
 * Builds one row per check that was measured, labelled or detected, in the order of the checks. Other labels follow.
 */
export function checkRows(
  scores: readonly PhotoScore[],
  judged: readonly JudgedPhoto[],
  ids: readonly string[],
  spec: PhotoSpec,
): CheckRow[] {
  const seen = scores.flatMap(({ reasons, falseAlarms, debatableHits }) =>
    [...reasons, ...falseAlarms, ...debatableHits].map(({ id }) => id),
  );
  return [...new Set([...ids, ...seen])].map((id) => {
    const detected = scores.flatMap(({ file, reasons }) =>
      reasons
        .filter((reason) => reason.id === id)
        .map((reason) => ({ file, level: reason.detected })),
    );
    const filesWith = (kind: "falseAlarms" | "debatableHits", levels: readonly Level[]): string[] =>
      scores
        .filter((score) => score[kind].some((hit) => hit.id === id && levels.includes(hit.level)))
        .map(({ file }) => file);
    const alarmsFail = filesWith("falseAlarms", ["fail"]);
    const alarmsWarn = filesWith("falseAlarms", ["warn"]);
    const measured = isCheckId(id) ? measuredCheck(id, judged, spec) : null;
    const fine = measured?.values.filter(({ hasFault }) => !hasFault).length ?? 0;
    const faulty = detected.length;
    return {
      id,
      detectedFail: shareOf(detected.filter(({ level }) => level === "fail").length, faulty),
      detected: shareOf(detected.filter(({ level }) => level !== null).length, faulty),
      falseFail: shareOf(alarmsFail.length, Math.max(fine, alarmsFail.length)),
      falseAlarm: shareOf(
        alarmsFail.length + alarmsWarn.length,
        Math.max(fine, alarmsFail.length + alarmsWarn.length),
      ),
      area: measured && areaUnderCurve(measured),
      budget: isCheckId(id) ? falseAlarmBudget(id) : null,
      missed: detected.filter(({ level }) => level === null).map(({ file }) => file),
      alarmsFail,
      alarmsWarn,
      debatableHits: filesWith("debatableHits", ["fail", "warn"]),
    };
  });
}

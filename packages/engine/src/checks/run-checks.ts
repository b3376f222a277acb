/**
 * Runs every check whose subject exists and turns each outcome into a finding. A check that throws does not fail the
 * photo.
 */
import {
  adviceOf,
  type Bilingual,
  type CheckLimits,
  type ClauseRef,
  checkWords,
  type Finding,
  isOnItsSide,
  judge,
  limitsOf,
  measuredWords,
  type OverlayShape,
  type PhotoSpec,
  photoRules,
  titleOf,
  unmeasuredWords,
  type Verdict,
} from "@gradphoto/domain/photo-standard";
import type {
  IntakeSubject,
  PersonSubject,
  PictureSubject,
  ResultSubject,
} from "../subject/subject.ts";
import { causeOf } from "./causes.ts";
import type { Check, NoReading, Reading } from "./check.ts";

export interface Subjects {
  readonly intake: IntakeSubject;
  readonly picture: PictureSubject | null;
  readonly person: PersonSubject | null;
  readonly result: ResultSubject | null;
}

const withTheNext: Bilingual = {
  zh: "这一项会在下一张照片上检查",
  en: "The next photo will be checked for it",
};
const leftToReviewer: Bilingual = {
  zh: "这一项不需要您做什么，提交后由审核员看",
  en: "There is nothing to do about it; a reviewer looks at it once the photo is submitted",
};
const notReached: Readonly<Record<Exclude<Check["stage"], "file">, NoReading>> = {
  picture: {
    value: null,
    why: { zh: "照片无法打开", en: "the photo cannot be opened" },
    advice: withTheNext,
  },
  person: {
    value: null,
    why: { zh: "需要画面中只有一张清楚的脸", en: "it needs exactly one clear face in the picture" },
    advice: withTheNext,
  },
  result: {
    value: null,
    why: { zh: "还没有制作出标准照", en: "no standard photo was made" },
    advice: withTheNext,
  },
};
const noNumber: NoReading = {
  value: null,
  why: { zh: "这张照片上量不到", en: "this photo does not show it" },
};

/** Runs all checks, and drops findings that follow from another finding. */
export const runChecks = (
  checks: readonly Check[],
  subjects: Subjects,
  spec: PhotoSpec,
): Finding[] => dropExplained(checks, runEachCheck(checks, subjects, spec), spec);

/** Runs gates first. A closed one makes its dependent person checks unsure, and names what must be fixed first. */
export function runEachCheck(
  checks: readonly Check[],
  subjects: Subjects,
  spec: PhotoSpec,
): Finding[] {
  const gates = checks
    .filter(isGate)
    .map((check) => ({ check, finding: runCheck(check, subjects, spec) }));
  const closed = gates.find(({ check, finding }) => check.gate.includes(finding.verdict));
  return checks.map((check) => {
    const gate = gates.find((ran) => ran.check === check);
    if (gate) return gate.finding;
    if (!closed || !passesGate(check)) return runCheck(check, subjects, spec);
    const { title } = checkWords[closed.check.id];
    const why = { zh: `先要解决“${title.zh}”`, en: `“${title.en}” comes first` };
    return unsure(check, limitsOf(check.id, spec), { value: null, why, advice: withTheNext });
  });
}

const passesGate = (check: Check): boolean =>
  check.stage === "result" || (check.stage === "person" && !check.ungated);

/** Turns a finding into unsure when another reported finding explains it. */
function dropExplained(
  checks: readonly Check[],
  findings: readonly Finding[],
  spec: PhotoSpec,
): Finding[] {
  const onItsSide = findings.find(isOnItsSide);
  return checks.map((check, i) => {
    const finding = findings[i]!;
    const isTurned = onItsSide !== undefined && passesGate(check);
    const cause = isTurned ? onItsSide : causeOf(finding, findings);
    if (!cause || cause === finding || !isLoud(finding)) return finding;
    const { zh, en } = cause.title;
    // A sideways person is not measured reliably, so the rest is judged once the photo is upright.
    const why = isTurned
      ? { zh: `先要解决“${zh}”`, en: `“${en}” comes first` }
      : { zh: `已在“${zh}”中说明`, en: `“${en}” explains it` };
    const advice = isTurned
      ? withTheNext
      : { zh: `请看“${zh}”的提示`, en: `Please follow the advice on “${en}”` };
    return {
      ...unsure(check, limitsOf(check.id, spec), { value: null, why, advice }),
      explainedBy: cause.id,
    };
  });
}

const isLoud = ({ verdict }: Finding): boolean => verdict === "fail" || verdict === "warn";

type GateCheck = Check & { readonly gate: readonly Verdict[] };

/**
 * Returns true for a gate. A file that cannot be opened is none: without it the other checks have no subject anyway.
 */
const isGate = (check: Check): check is GateCheck =>
  check.stage !== "file" && check.gate !== undefined;

function runCheck(check: Check, subjects: Subjects, spec: PhotoSpec): Finding {
  const limits = limitsOf(check.id, spec);
  const reading = readingOf(check, subjects);
  if (reading.value === null) return unsure(check, limits, reading);
  if (!Number.isFinite(reading.value)) return unsure(check, limits, noNumber);
  const verdict = judge(reading.value, limits, reading.atMost);
  const scale = check.stage === "result" ? 1 : (subjects.picture?.sourceScale ?? 1);
  return {
    ...factsOf(check, limits, reading.title ?? titleOf(check.id, verdict, reading.note)),
    verdict,
    value: Number(reading.value.toFixed(4)),
    message: reading.message ?? measuredWords(check.id, reading.value, limits),
    advice: reading.advice ?? adviceOf(check.id, verdict),
    ...(reading.atMost && { atMost: reading.atMost }),
    ...(reading.note && { note: true }),
    overlay: reading.shapes?.length
      ? {
          on: check.stage === "result" ? "result" : "source",
          shapes: reading.shapes.map((s) => scaled(s, scale)),
        }
      : null,
  };
}

function readingOf(check: Check, subjects: Subjects): Reading {
  const on = <Subject>(
    subject: Subject | null,
    measure: (subject: Subject) => Reading,
    missing: NoReading,
  ): Reading => {
    if (subject === null) return missing;
    try {
      return measure(subject);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return {
        value: null,
        why: { zh: `检查出错（${reason}）`, en: `the check broke (${reason})` },
      };
    }
  };
  switch (check.stage) {
    case "file":
      return on(subjects.intake, check.measure, noNumber);
    case "picture":
      return on(subjects.picture, check.measure, notReached.picture);
    case "person":
      return on(subjects.person, check.measure, notReached.person);
    case "result":
      return on(subjects.result, check.measure, notReached.result);
  }
}

const factsOf = ({ id, unit }: Check, limit: CheckLimits, title: Bilingual) => ({
  id,
  unit,
  limit,
  title,
  clause: clauseOf(id),
});

function unsure(check: Check, limits: CheckLimits, reading: NoReading): Finding {
  return {
    ...factsOf(check, limits, titleOf(check.id, "unsure")),
    verdict: "unsure",
    value: null,
    message: "why" in reading ? unmeasuredWords(check.id, reading.why) : reading.message,
    advice: reading.advice ?? leftToReviewer,
    ...(reading.unstated && { unstated: true }),
    overlay: null,
  };
}

const clauseOfCheck: ReadonlyMap<string, ClauseRef> = new Map(
  Object.entries(photoRules).flatMap(([id, { owner, text }]) =>
    owner === "person" ? [] : owner.map((checkId) => [checkId, { id, ...text }] as const),
  ),
);

/** Returns the clause that names the check as its owner. Throws when none does. */
export function clauseOf(checkId: string): ClauseRef {
  const clause = clauseOfCheck.get(checkId);
  if (clause) return clause;
  throw new Error(
    `no clause of the photo rules names the check ${checkId}: add it to photo-rules.ts`,
  );
}

function scaled(shape: OverlayShape, scale: number): OverlayShape {
  const round = (v: number): number => Math.round(v * scale * 10) / 10;
  if (shape.kind === "box") {
    return {
      kind: "box",
      x: round(shape.x),
      y: round(shape.y),
      width: round(shape.width),
      height: round(shape.height),
    };
  }
  return {
    kind: shape.kind,
    points: shape.points.map(({ x, y }) => ({ x: round(x), y: round(y) })),
  };
}

/** Runs every check whose subject is there and words every outcome; a check that breaks cannot sink a photo. */
import {
  type Bilingual,
  type CheckLimits,
  type ClauseRef,
  type Finding,
  type OverlayShape,
  type PhotoSpec,
  photoRules,
  type Verdict,
  type Window,
} from "@gradphoto/contract";
import type { IntakeSubject, PersonSubject, PictureSubject, ResultSubject } from "../subject/subject.ts";
import type { Check, Reading } from "./check.ts";
import { sayMeasured, sayUnmeasured } from "./say.ts";

export interface Subjects {
  readonly intake: IntakeSubject;
  readonly picture: PictureSubject | null;
  readonly person: PersonSubject | null;
  readonly result: ResultSubject | null;
}

const notReached: Readonly<Record<Exclude<Check["stage"], "file">, Bilingual>> = {
  picture: { zh: "照片无法打开", en: "the photo cannot be opened" },
  person: { zh: "需要画面中只有一张清楚的脸", en: "it needs exactly one clear face in the picture" },
  result: { zh: "还没有制作出标准照", en: "no standard photo was made" },
};
const noReading: Bilingual = { zh: "这张照片上量不到", en: "this photo does not show it" };

export function runChecks(checks: readonly Check[], subjects: Subjects, spec: PhotoSpec): Finding[] {
  return checks.map((check) => {
    const limits = spec.limits[check.id] ?? (typeof check.limits === "function" ? check.limits(spec) : check.limits);
    const reading = readingOf(check, subjects);
    if ("why" in reading) return unsure(check, limits, reading.why);
    if (reading.value === null || !Number.isFinite(reading.value)) return unsure(check, limits, noReading);
    const verdict = judge(reading.value, limits, reading.atMost);
    const scale = check.stage === "result" ? 1 : (subjects.picture?.sourceScale ?? 1);
    return {
      ...wordsOf(check, limits),
      verdict,
      value: Number(reading.value.toFixed(4)),
      message: check.say?.(reading.value) ?? sayMeasured(check.quantity, reading.value, check.unit, limits, verdict),
      overlay: reading.shapes?.length
        ? { on: check.stage === "result" ? "result" : "source", shapes: reading.shapes.map((s) => scaled(s, scale)) }
        : null,
    };
  });
}

function readingOf(check: Check, subjects: Subjects): Reading | { readonly why: Bilingual } {
  const on = <Subject>(subject: Subject | null, measure: (subject: Subject) => Reading, missing: Bilingual) => {
    if (subject === null) return { why: missing };
    try {
      return measure(subject);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { why: { zh: `检查出错（${reason}）`, en: `the check broke (${reason})` } };
    }
  };
  switch (check.stage) {
    case "file":
      return on(subjects.intake, check.measure, noReading);
    case "picture":
      return on(subjects.picture, check.measure, notReached.picture);
    case "person":
      return on(subjects.person, check.measure, notReached.person);
    case "result":
      return on(subjects.result, check.measure, notReached.result);
  }
}

function judge(value: number, { fail, warn }: CheckLimits, atMost: "warn" | undefined): Verdict {
  if (fail && !within(value, fail)) return atMost ?? "fail";
  return warn && !within(value, warn) ? "warn" : "pass";
}

const within = (value: number, { min, max }: Window): boolean =>
  value >= (min ?? Number.NEGATIVE_INFINITY) && value <= (max ?? Number.POSITIVE_INFINITY);

const wordsOf = ({ id, unit, title, advice }: Check, limit: CheckLimits) => ({
  id,
  unit,
  limit,
  title,
  advice,
  clause: clauseOf(id),
});

function unsure(check: Check, limits: CheckLimits, why: Bilingual): Finding {
  return {
    ...wordsOf(check, limits),
    verdict: "unsure",
    value: null,
    message: sayUnmeasured(check.quantity, why),
    overlay: null,
  };
}

/** The clause that names the check as its owner. Throws when none does. */
export function clauseOf(checkId: string): ClauseRef {
  for (const [id, rule] of Object.entries(photoRules)) {
    if (rule.owner !== "person" && rule.owner.some((owner) => owner === checkId)) return { id, ...rule.text };
  }
  throw new Error(`no clause of the photo rules names the check ${checkId}: add it to photo-rules.ts`);
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
  return { kind: shape.kind, points: shape.points.map(({ x, y }) => ({ x: round(x), y: round(y) })) };
}

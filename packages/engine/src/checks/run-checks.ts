/** Runs every check whose subject is there and words every outcome; a check that breaks cannot sink a photo. */
import {
  type Bilingual,
  type CheckLimits,
  type ClauseRef,
  type Finding,
  judge,
  limitsOf,
  type OverlayShape,
  type PhotoSpec,
  photoRules,
  type Verdict,
} from "@gradphoto/domain/photo-standard";
import type { IntakeSubject, PersonSubject, PictureSubject, ResultSubject } from "../subject/subject.ts";
import { causeOf } from "./causes.ts";
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

/** Gates run first; a closed one leaves the person checks behind it unsure, naming what has to be mended before. */
export function runChecks(checks: readonly Check[], subjects: Subjects, spec: PhotoSpec): Finding[] {
  const gates = checks.filter(isGate).map((check) => ({ check, finding: runCheck(check, subjects, spec) }));
  const closed = gates.find(({ check, finding }) => check.gate.includes(finding.verdict));
  const findings = checks.map((check) => {
    const gate = gates.find((ran) => ran.check === check);
    if (gate) return gate.finding;
    if (!closed || !standsBehindGate(check)) return runCheck(check, subjects, spec);
    const { title } = closed.check;
    return unsure(check, limitsOf(check.id, spec), { zh: `先要解决“${title.zh}”`, en: `“${title.en}” comes first` });
  });
  return dropExplained(checks, findings, spec);
}

const standsBehindGate = (check: Check): boolean =>
  check.stage === "result" || (check.stage === "person" && !check.ungated);

/** A finding whose cause is told by another one becomes unsure instead of saying the same again. */
const dropExplained = (checks: readonly Check[], findings: readonly Finding[], spec: PhotoSpec): Finding[] =>
  checks.map((check, i) => {
    const finding = findings[i]!;
    const cause = causeOf(finding, findings);
    if (!cause) return finding;
    const { zh, en } = cause.title;
    const why = { zh: `已在“${zh}”中说明`, en: `“${en}” tells it` };
    return { ...unsure(check, limitsOf(check.id, spec), why), explainedBy: cause.id };
  });

type GateCheck = Check & { readonly gate: readonly Verdict[] };

/** A file that cannot be opened closes by itself: it leaves nothing to run the others on. */
const isGate = (check: Check): check is GateCheck => check.stage !== "file" && check.gate !== undefined;

function runCheck(check: Check, subjects: Subjects, spec: PhotoSpec): Finding {
  const limits = limitsOf(check.id, spec);
  const reading = readingOf(check, subjects);
  if ("why" in reading) return unsure(check, limits, reading.why);
  if (reading.value === null || !Number.isFinite(reading.value)) return unsure(check, limits, noReading);
  const verdict = judge(reading.value, limits, reading.atMost);
  const scale = check.stage === "result" ? 1 : (subjects.picture?.sourceScale ?? 1);
  return {
    ...wordsOf(check, limits),
    verdict,
    value: Number(reading.value.toFixed(4)),
    message: reading.message ?? sayMeasured(check.quantity, reading.value, check.unit, limits, verdict),
    advice: reading.advice ?? check.advice,
    ...(reading.atMost && { atMost: reading.atMost }),
    ...(reading.note && { note: true }),
    overlay: reading.shapes?.length
      ? { on: check.stage === "result" ? "result" : "source", shapes: reading.shapes.map((s) => scaled(s, scale)) }
      : null,
  };
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

const clauseOfCheck: ReadonlyMap<string, ClauseRef> = new Map(
  Object.entries(photoRules).flatMap(([id, { owner, text }]) =>
    owner === "person" ? [] : owner.map((checkId) => [checkId, { id, ...text }] as const),
  ),
);

/** The clause that names the check as its owner. Throws when none does. */
export function clauseOf(checkId: string): ClauseRef {
  const clause = clauseOfCheck.get(checkId);
  if (clause) return clause;
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

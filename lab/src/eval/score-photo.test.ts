import { expect, test } from "vitest";
import type { LabelledPhoto } from "./labelled-photos.ts";
import { answerOf, type Judged, scorePhoto } from "./score-photo.ts";

const labelled = (labels: Partial<LabelledPhoto> = {}): LabelledPhoto => ({
  file: "a.jpg",
  folder: "",
  expected: [],
  debatable: [],
  wearsGlasses: false,
  earsHidden: false,
  longHair: false,
  apparent: "",
  derivedFrom: null,
  cutOut: null,
  ...labels,
});
const fail = (id: string): Judged => ({ id, verdict: "fail" });
const warn = (id: string): Judged => ({ id, verdict: "warn" });

test("a fail or warning of the same check detects a labelled reason, and the fail takes precedence", () => {
  const photo = labelled({ expected: ["blur", "dark", "mask"] });
  const { reasons, falseAlarms } = scorePhoto(photo, [fail("blur"), warn("dark")]);
  expect(reasons).toEqual([
    { id: "blur", detected: "fail" },
    { id: "dark", detected: "warn" },
    { id: "mask", detected: null },
  ]);
  expect(falseAlarms).toEqual([]);
});

test("pass and unsure count neither as detections nor as false alarms", () => {
  const photo = labelled({ expected: ["blur"] });
  const score = scorePhoto(photo, [
    { id: "blur", verdict: "unsure" },
    { id: "dark", verdict: "unsure" },
    { id: "mask", verdict: "pass" },
  ]);
  expect(score).toMatchObject({
    reasons: [{ id: "blur", detected: null }],
    falseAlarms: [],
    debatableHits: [],
  });
});

test("a finding of the same family detects the reason and is not a false alarm", () => {
  const { reasons, falseAlarms } = scorePhoto(labelled({ expected: ["hair-over-forehead"] }), [
    warn("hair-over-brows"),
    fail("hair-over-eyes"),
  ]);
  expect(reasons).toEqual([{ id: "hair-over-forehead", detected: "fail" }]);
  expect(falseAlarms).toEqual([]);
});

test("a debatable reason counts neither way, and nor does its family", () => {
  const score = scorePhoto(labelled({ debatable: ["hair-over-brows"] }), [
    warn("hair-over-forehead"),
  ]);
  expect(score.falseAlarms).toEqual([]);
  expect(score.debatableHits).toEqual([{ id: "hair-over-forehead", level: "warn" }]);
});

test("an expected reason takes precedence over a debatable one of the same family", () => {
  const photo = labelled({ expected: ["no-face"], debatable: ["not-a-person"] });
  const score = scorePhoto(photo, [fail("not-a-person")]);
  expect(score).toMatchObject({
    reasons: [{ id: "no-face", detected: "fail" }],
    debatableHits: [],
  });
});

test("an explained finding counts as detected if its cause is detected, and is never a false alarm", () => {
  const hidden: Judged = { id: "ears-hidden", verdict: "unsure", explainedBy: "not-frontal" };
  const photo = labelled({ expected: ["ears-hidden", "not-frontal"] });
  expect(scorePhoto(photo, [fail("not-frontal"), hidden]).reasons).toEqual([
    { id: "ears-hidden", detected: "fail" },
    { id: "not-frontal", detected: "fail" },
  ]);
  expect(scorePhoto(photo, [hidden]).reasons[0]).toEqual({ id: "ears-hidden", detected: null });
  expect(scorePhoto(labelled(), [hidden]).falseAlarms).toEqual([]);
});

test("a photo is good except for its background if nothing else is labelled", () => {
  expect(scorePhoto(labelled({ expected: ["background-busy"] }), []).goodButForBackground).toBe(
    true,
  );
  expect(
    scorePhoto(labelled({ expected: ["background-busy", "blur"] }), []).goodButForBackground,
  ).toBe(false);
  expect(scorePhoto(labelled(), []).goodButForBackground).toBe(false);
});

test("several unlabelled findings of one family count once, by the strongest", () => {
  const findings = [
    warn("hair-over-brows"),
    fail("hair-over-eyes"),
    warn("hair-over-forehead"),
    warn("blur"),
  ];
  expect(scorePhoto(labelled(), findings).falseAlarms).toEqual([
    { id: "hair-over-eyes", level: "fail" },
    { id: "blur", level: "warn" },
  ]);
});

test("findings about the result count like any other", () => {
  expect(scorePhoto(labelled(), [fail("hair-top")]).falseAlarms).toEqual([
    { id: "hair-top", level: "fail" },
  ]);
});

test("the answer to a photo is its strongest finding, whether or not a label expects it", () => {
  const photo = labelled({ expected: ["blur"], debatable: ["dark"] });
  expect(answerOf(scorePhoto(photo, [warn("blur"), fail("dark")]))).toBe("fail");
  expect(answerOf(scorePhoto(photo, [warn("mask")]))).toBe("warn");
  expect(answerOf(scorePhoto(photo, []))).toBeNull();
});

import { adviceOf, findPhotoSpec, isCheckId, photoSpecs } from "@gradphoto/domain/photo-standard";
import { expect, test } from "vitest";
import type { IntakeSubject } from "../subject/subject.ts";
import { fileCheck } from "./check.ts";
import { fileBroken } from "./file.ts";
import { checks } from "./index.ts";
import { runChecks } from "./run-checks.ts";

const spec = {
  ...(findPhotoSpec("chsi-blue") ?? photoSpecs[0]),
  limits: { "framing-tight": { warn: { max: 8 }, fail: { max: 125 } } },
};
const intake: IntakeSubject = { spec, problem: null, megapixels: 12, seenBefore: null };
const subjects = { intake, picture: null, person: null, result: null };

const measuring = (value: number, atMost?: "warn") =>
  fileCheck({
    id: "framing-tight",
    measure: () => ({ value, ...(atMost ? { atMost } : {}) }),
  });

test("a value passes within the warning limit, warns beyond it, and fails beyond the refusal limit", () => {
  const verdicts = [8, 9, 126].map(
    (value) => runChecks([measuring(value)], subjects, spec)[0]?.verdict,
  );
  expect(verdicts).toEqual(["pass", "warn", "fail"]);
});

test("an uncertain measurement can warn but not refuse", () => {
  expect(runChecks([measuring(126, "warn")], subjects, spec)[0]).toMatchObject({
    verdict: "warn",
    atMost: "warn",
  });
});

test("a check that cannot measure or throws is unsure and says why, and the other checks still run", () => {
  const why = { zh: "看不到肩膀", en: "the shoulders are not visible" };
  const unmeasured = fileCheck({ id: "framing-tight", measure: () => ({ value: null, why }) });
  const broken = fileCheck({
    ...fileBroken,
    measure: () => {
      throw new Error("no such cell");
    },
  });
  const [nothing, brokenFinding, fine] = runChecks(
    [unmeasured, broken, measuring(1)],
    subjects,
    spec,
  );
  expect(nothing).toMatchObject({ verdict: "unsure", value: null });
  expect(nothing?.message.en).toContain("could not be judged, the shoulders are not visible.");
  expect(brokenFinding?.message.en).toContain("no such cell");
  expect(fine?.verdict).toBe("pass");
});

test("an unjudged finding has no advice about an undetected fault", () => {
  const portrait = {
    ...subjects,
    intake: { ...intake, problem: { code: "file-broken", detail: "" } as const },
  };
  const unjudged = runChecks(checks, portrait, spec).filter(({ verdict }) => verdict === "unsure");
  expect(unjudged.length).toBeGreaterThan(40);
  for (const { id, advice } of unjudged) {
    if (!isCheckId(id)) throw new Error(`no check ${id}`);
    for (const verdict of ["warn", "fail"]) expect(advice, id).not.toEqual(adviceOf(id, verdict));
  }
});

test("a measurement without a value can state the reason, and that the file does not state the fact", () => {
  const message = { zh: "文件没有注明", en: "The file does not say" };
  const silent = fileCheck({
    ...fileBroken,
    measure: () => ({ value: null, unstated: true, message }),
  });
  expect(runChecks([silent], subjects, spec)[0]).toMatchObject({
    verdict: "unsure",
    unstated: true,
    message,
  });
});

test("the message names the same limit for a warning and a refusal", () => {
  const messages = [9, 126].map(
    (value) => runChecks([measuring(value)], subjects, spec)[0]?.message.zh,
  );
  for (const message of messages) expect(message).toContain("（上限 8 像素）");
});

test("a passed finding has the title of a pass", () => {
  const [passed, failed] = [1, 126].map(
    (value) => runChecks([measuring(value)], subjects, spec)[0]?.title.zh,
  );
  expect([passed, failed]).toEqual(["未发现人像缺失", "拍得太近，人像不完整"]);
});

test("a limit in the spec overrides the limit of the check", () => {
  const strict = { ...spec, limits: { "framing-tight": { fail: { max: 0 } } } };
  expect(runChecks([measuring(1)], subjects, strict)[0]?.verdict).toBe("fail");
});

test("returns every check without a decoded picture, and only the file checks are judged", () => {
  const findings = runChecks(checks, subjects, spec);
  expect(findings).toHaveLength(checks.length);
  const judged = findings.filter(({ verdict }) => verdict !== "unsure").map(({ id }) => id);
  expect(judged).toEqual(["file-type", "file-broken", "too-many-pixels"]);
});

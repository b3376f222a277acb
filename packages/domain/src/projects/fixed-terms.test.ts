import { expect, test } from "vitest";
import { fixedTermsOf } from "./fixed-terms.ts";

test("a school admin cannot change the terms that students agreed to, nor the spec and its file window", () => {
  const fixed = fixedTermsOf("school-admin", { before: "chsi-blue", after: "chsi-white" });
  expect(fixed).toEqual(expect.arrayContaining(["feeFen", "graduationYear", "refundRule", "specId", "fileMaxBytes"]));
  expect(fixed).not.toContain("hotline");
  expect(fixed).not.toContain("closesAt");
});

test("an operator can change only the spec, to another of the same kind, together with its file window", () => {
  const moved = fixedTermsOf("operator", { before: "chsi-blue", after: "chsi-white" });
  expect(moved).toContain("feeFen");
  expect(moved).not.toContain("specId");
  expect(moved).not.toContain("fileMinBytes");
  expect(fixedTermsOf("operator", { before: "chsi-blue", after: "chsi-blue" })).toContain("fileMinBytes");
  expect(fixedTermsOf("operator", { before: "chsi-blue", after: "chsi-freshman" })).toContain("specId");
});

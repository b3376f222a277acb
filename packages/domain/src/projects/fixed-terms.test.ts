import { expect, test } from "vitest";
import { fixedTermsOf } from "./fixed-terms.ts";

test("what students agreed to stays, and the spec with its file window too", () => {
  const fixed = fixedTermsOf("school-admin", { before: "chsi-blue", after: "chsi-white" });
  expect(fixed).toEqual(expect.arrayContaining(["feeFen", "graduationYear", "refundRule", "specId", "fileMaxBytes"]));
  expect(fixed).not.toContain("hotline");
  expect(fixed).not.toContain("closesAt");
});

test("an operator alone moves those to come to another spec of the same kind, with its file window and nothing else", () => {
  const moved = fixedTermsOf("operator", { before: "chsi-blue", after: "chsi-white" });
  expect(moved).toContain("feeFen");
  expect(moved).not.toContain("specId");
  expect(moved).not.toContain("fileMinBytes");
  expect(fixedTermsOf("operator", { before: "chsi-blue", after: "chsi-blue" })).toContain("fileMinBytes");
  expect(fixedTermsOf("operator", { before: "chsi-blue", after: "chsi-freshman" })).toContain("specId");
});

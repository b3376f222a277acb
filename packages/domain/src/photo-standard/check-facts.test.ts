import { expect, test } from "vitest";
import { limitsOf } from "./check-facts.ts";
import { judge } from "./finding.ts";
import { findPhotoSpec } from "./photo-specs.ts";

test.each([
  ["chsi-blue", "fail"],
  ["chsi-white", "pass"],
  ["chsi-grey", "pass"],
])("entirely blue clothes with the background of %s: %s", (id, verdict) => {
  const spec = findPhotoSpec(id);
  if (!spec) throw new Error(`no spec ${id}`);
  expect(judge(1, limitsOf("blue-clothes", spec), undefined)).toBe(verdict);
});

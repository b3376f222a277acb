import { expect, test } from "vitest";
import { allCheckIds, limitsOf, titleOf } from "./check-facts.ts";
import { judge } from "./judge.ts";
import { findPhotoSpec } from "./photo-specs.ts";

test.each([
  ["chsi-blue", "fail"],
  ["chsi-white", "pass"],
  ["chsi-grey", "pass"],
])("wholly blue clothes before the background of %s: %s", (id, verdict) => {
  const spec = findPhotoSpec(id);
  if (!spec) throw new Error(`no spec ${id}`);
  expect(judge(1, limitsOf("blue-clothes", spec), undefined)).toBe(verdict);
});

test("no check is headed the same whether it passed or not, and a note keeps its name", () => {
  for (const id of allCheckIds) {
    const [passed, failed] = [titleOf(id, "pass"), titleOf(id, "fail")];
    expect(passed.zh, id).not.toBe(failed.zh);
    expect(passed.en, id).not.toBe(failed.en);
  }
  expect(titleOf("glasses", "pass", true).zh).toBe("戴着眼镜");
});

test("an editor's name, which only warns, is not headed as a label of AI is", () => {
  expect(titleOf("edited-or-generated", "warn").zh).toBe("照片由软件处理过");
  expect(titleOf("edited-or-generated", "fail").zh).toBe("照片由 AI 或软件处理过");
  expect(titleOf("edited-or-generated", "pass", true)).toEqual(titleOf("edited-or-generated", "fail"));
});

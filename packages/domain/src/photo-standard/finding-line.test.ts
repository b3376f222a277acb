import { expect, test } from "vitest";
import { findingLine } from "./finding-words.ts";

const reported = { check: "sunglasses", title: { zh: "戴着墨镜", en: "Sunglasses worn" }, value: 0.02, unit: "share" };
const zh = (text: { readonly zh: string }): string => text.zh;

test("what passed is named by what is right, what did not by what is wrong", () => {
  expect(findingLine({ ...reported, verdict: "pass" }, zh)).toBe("未戴墨镜 2% ✓ 通过");
  expect(findingLine({ ...reported, verdict: "warn" }, zh)).toBe("戴着墨镜 2% ! 请留意");
});

test("a check that these words do not know keeps the title it came with", () => {
  const newer = { ...reported, check: "undreamt", title: { zh: "新的检查", en: "New check" }, verdict: "pass" };
  expect(findingLine(newer, zh)).toContain("新的检查");
});

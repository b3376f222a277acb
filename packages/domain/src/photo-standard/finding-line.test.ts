import { expect, test } from "vitest";
import { findingLine } from "./finding-words.ts";

const reported = { check: "sunglasses", title: { zh: "戴着墨镜", en: "Sunglasses worn" }, value: 0.02, unit: "share" };
const zh = (text: { readonly zh: string }): string => text.zh;

test("gives a passed check the title of the correct state, and a failed one the title of the fault", () => {
  expect(findingLine({ ...reported, verdict: "pass" }, zh)).toBe("未戴墨镜 2% ✓ 通过");
  expect(findingLine({ ...reported, verdict: "warn" }, zh)).toBe("戴着墨镜 2% ! 请留意");
});

test("uses the reported title for a check that this version does not know", () => {
  const newer = { ...reported, check: "undreamt", title: { zh: "新的检查", en: "New check" }, verdict: "pass" };
  expect(findingLine(newer, zh)).toContain("新的检查");
});

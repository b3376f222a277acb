import { expect, test } from "vitest";
import { isUnit } from "./unit-words.ts";
import { isVerdict, verdictLabel } from "./verdict-words.ts";

test("displays a verdict with its icon and text, and an unknown code unchanged", () => {
  expect(verdictLabel("fail")).toEqual({ zh: "✕ 不通过", en: "✕ Refused" });
  expect(verdictLabel("undreamt")).toEqual({ zh: "undreamt", en: "undreamt" });
});

test("inherited property names are neither verdicts nor units", () => {
  for (const code of ["constructor", "toString", "__proto__"]) {
    expect(isVerdict(code), code).toBe(false);
    expect(isUnit(code), code).toBe(false);
    expect(verdictLabel(code).en).toBe(code);
  }
});

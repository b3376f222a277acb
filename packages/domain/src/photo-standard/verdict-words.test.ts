import { expect, test } from "vitest";
import { isUnit } from "./unit-words.ts";
import { isVerdict, verdictLabel } from "./verdict-words.ts";

test("a verdict is shown by its icon and its word; a code that nobody knows yet, by itself", () => {
  expect(verdictLabel("fail")).toEqual({ zh: "✕ 不通过", en: "✕ Refused" });
  expect(verdictLabel("undreamt")).toEqual({ zh: "undreamt", en: "undreamt" });
});

test("a name that every object inherits is no verdict and no unit", () => {
  for (const code of ["constructor", "toString", "__proto__"]) {
    expect(isVerdict(code), code).toBe(false);
    expect(isUnit(code), code).toBe(false);
    expect(verdictLabel(code).en).toBe(code);
  }
});

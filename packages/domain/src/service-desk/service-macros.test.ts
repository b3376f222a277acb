import { expect, test } from "vitest";
import { allServiceMacros, serviceMacros } from "./service-macros.ts";

test("every canned answer has texts in both languages that fit their field, and a unique label", () => {
  for (const code of allServiceMacros) {
    const { label, text } = serviceMacros[code];
    for (const words of [label.zh, label.en, text.zh, text.en]) expect(words, code).toMatch(/\S/);
    for (const words of [text.zh, text.en]) expect(words.length, code).toBeLessThanOrEqual(200);
  }
  const labels = allServiceMacros.map((code) => serviceMacros[code].label.zh);
  expect(new Set(labels).size).toBe(labels.length);
});

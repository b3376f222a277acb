import { checkFacts } from "@gradphoto/domain/photo-standard";
import { expect, test } from "vitest";
import { correctLabels, labelCorrections } from "./label-corrections.ts";

test("leaves the labels of a photo without a correction unchanged", () => {
  const photo = { file: "no such photo", expected: ["blur"], debatable: ["dark"] };
  expect(correctLabels(photo)).toBe(photo);
});

test("every correction has an explanation, and names only existing reasons", () => {
  const reasons = [...Object.keys(checkFacts), "shoulders-tilted", "object-on-head", "photo-of-screen"];
  for (const [file, { missing = [], wrong = [], debatable = [], why }] of Object.entries(labelCorrections)) {
    expect(why.length, file).toBeGreaterThan(10);
    for (const id of [...missing, ...wrong, ...debatable]) expect(reasons, file).toContain(id);
    const corrected = correctLabels({ file, expected: [...wrong, "blur"], debatable: [...missing, "dark"] });
    for (const id of missing) expect(corrected.expected).toContain(id);
    for (const id of wrong) expect(corrected.expected).not.toContain(id);
    for (const id of debatable) expect(corrected.debatable).toContain(id);
  }
});

import { checkRows } from "@gradphoto/domain/photo-standard";
import { expect, test } from "vitest";
import { correctLabels, labelCorrections } from "./label-corrections.ts";
import { parseLabels } from "./labelled-photos.ts";

test("reads a photo labelled pass and one labelled with reasons", () => {
  const facts = {
    glasses: "clear",
    ears: "hidden",
    apparent: "woman, 20s",
    note: "DERIVED from good-1: turned",
  };
  expect(
    parseLabels([
      { file: "a.jpg", expected: "pass", debatable: [], facts: {}, licence: "CC0" },
      { file: "b.jpg", expected: ["blur"], debatable: ["dark"], facts },
    ]),
  ).toMatchObject([
    {
      file: "a.jpg",
      expected: [],
      wearsGlasses: false,
      earsHidden: false,
      derivedFrom: null,
      cutOut: null,
    },
    {
      file: "b.jpg",
      expected: ["blur"],
      debatable: ["dark"],
      wearsGlasses: true,
      derivedFrom: "good-1",
    },
  ]);
});

test("refuses labels with an unknown word, or without a file", () => {
  expect(() =>
    parseLabels([{ file: "a.jpg", expected: "fine", debatable: [], facts: {} }]),
  ).toThrow();
  expect(() => parseLabels([{ expected: "pass", debatable: [], facts: {} }])).toThrow();
});

test("leaves the labels of a photo without a correction unchanged", () => {
  const photo = { file: "no such photo", expected: ["blur"], debatable: ["dark"] };
  expect(correctLabels(photo)).toBe(photo);
});

test("every correction has an explanation, and names only existing reasons", () => {
  const reasons = [
    ...Object.keys(checkRows),
    "shoulders-tilted",
    "object-on-head",
    "photo-of-screen",
  ];
  for (const [file, { missing = [], wrong = [], debatable = [], why }] of Object.entries(
    labelCorrections,
  )) {
    expect(why.length, file).toBeGreaterThan(10);
    for (const id of [...missing, ...wrong, ...debatable]) expect(reasons, file).toContain(id);
    const corrected = correctLabels({
      file,
      expected: [...wrong, "blur"],
      debatable: [...missing, "dark"],
    });
    for (const id of missing) expect(corrected.expected).toContain(id);
    for (const id of wrong) expect(corrected.expected).not.toContain(id);
    for (const id of debatable) expect(corrected.debatable).toContain(id);
  }
});

import { expect, test } from "vitest";
import { parseLabels } from "./labelled-photos.ts";

test("reads a photo labelled pass and one labelled with reasons", () => {
  const facts = { glasses: "clear", ears: "hidden", apparent: "woman, 20s", note: "DERIVED from good-1: turned" };
  expect(
    parseLabels([
      { file: "a.jpg", expected: "pass", debatable: [], facts: {}, licence: "CC0" },
      { file: "b.jpg", expected: ["blur"], debatable: ["dark"], facts },
    ]),
  ).toMatchObject([
    { file: "a.jpg", expected: [], wearsGlasses: false, earsHidden: false, derivedFrom: null },
    { file: "b.jpg", expected: ["blur"], debatable: ["dark"], wearsGlasses: true, derivedFrom: "good-1" },
  ]);
});

test("refuses labels with an unknown word, or without a file", () => {
  expect(() => parseLabels([{ file: "a.jpg", expected: "fine", debatable: [], facts: {} }])).toThrow();
  expect(() => parseLabels([{ expected: "pass", debatable: [], facts: {} }])).toThrow();
});

import { expect, test } from "vitest";
import { foldsOf } from "./folds.ts";
import { parseLabels } from "./labelled-photos.ts";

const photo = (file: string, note = ""): unknown => ({ file, expected: "pass", debatable: [], facts: { note } });
const photos = parseLabels([
  ...Array.from({ length: 30 }, (_, at) => photo(`photo-${at}.jpg`)),
  photo("blurred.jpg", "DERIVED from photo-3: blurred"),
  photo("blurred-and-dark.png", "DERIVED from blurred"),
  photo("orphan.jpg", "DERIVED from one-that-is-not-here"),
]);

test("a photo keeps its fold whatever the other photos and their order", () => {
  const all = foldsOf(photos, 5);
  for (const [file, fold] of foldsOf([...photos].reverse().slice(10), 5)) expect(all.get(file), file).toBe(fold);
});

test("the same names give the same folds on every machine", () => {
  expect(photos.slice(0, 6).map(({ file }) => foldsOf(photos, 3).get(file))).toEqual([0, 1, 0, 1, 1, 2]);
});

test("what was derived from a photo is in its fold, through every step of derivation", () => {
  const folds = foldsOf(photos, 5);
  expect(folds.get("blurred.jpg")).toBe(folds.get("photo-3.jpg"));
  expect(folds.get("blurred-and-dark.png")).toBe(folds.get("photo-3.jpg"));
});

test("every fold gets photos and none is out of range", () => {
  expect(new Set(foldsOf(photos, 4).values())).toEqual(new Set([0, 1, 2, 3]));
});

test("photos said to be derived from each other still get a fold", () => {
  const circle = parseLabels([photo("a.jpg", "DERIVED from b"), photo("b.jpg", "DERIVED from a")]);
  expect(foldsOf(circle, 3).size).toBe(2);
});

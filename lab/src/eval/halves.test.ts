import { expect, test } from "vitest";
import { halvesOf } from "./halves.ts";
import { parseLabels } from "./labelled-photos.ts";

const photo = (file: string, note = ""): unknown => ({
  file,
  expected: "pass",
  debatable: [],
  facts: { note },
});
const photos = parseLabels([
  ...Array.from({ length: 30 }, (_, at) => photo(`photo-${at}.jpg`)),
  photo("blurred.jpg", "DERIVED from photo-3: blurred"),
  photo("blurred-and-dark.png", "DERIVED from blurred"),
  photo("orphan.jpg", "DERIVED from one-that-is-not-here"),
]);

test("a photo stays in the same half, regardless of the other photos and their order", () => {
  const all = halvesOf(photos);
  for (const [file, half] of halvesOf([...photos].reverse().slice(10)))
    expect(all.get(file), file).toBe(half);
});

test("a derived photo is in the half of its original, through every step of derivation", () => {
  const halves = halvesOf(photos);
  expect(halves.get("blurred.jpg")).toBe(halves.get("photo-3.jpg"));
  expect(halves.get("blurred-and-dark.png")).toBe(halves.get("photo-3.jpg"));
});

test("both halves contain photos", () => {
  expect(new Set(halvesOf(photos).values())).toEqual(new Set([0, 1]));
});

test("photos labelled as derived from each other still get a half", () => {
  const circle = parseLabels([photo("a.jpg", "DERIVED from b"), photo("b.jpg", "DERIVED from a")]);
  expect(halvesOf(circle).size).toBe(2);
});

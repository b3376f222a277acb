import { expect, test } from "vitest";
import { nameOutputs } from "./list-photos.ts";

test("no two photos have the same output name, even on disks that ignore case", () => {
  const outputs = nameOutputs(["a.jpg", "A.png", "b.heic", "c.jpg", "c.webp", "c.webp.jpg"]).map(
    ({ output }) => output,
  );
  expect(outputs).toEqual(["a.jpg.jpg", "A.png.jpg", "b.jpg", "c.jpg.jpg", "c.webp.jpg", "c.webp.jpg.jpg"]);
  expect(new Set(outputs.map((name) => name.toLowerCase())).size).toBe(outputs.length);
});

import { expect, test } from "vitest";
import { groupRows } from "./groups.ts";
import { parseLabels } from "./labelled-photos.ts";
import { scorePhoto } from "./score-photo.ts";

test("a woman is not counted as a man, and each answer falls into its column", () => {
  const photos = parseLabels([
    { file: "a.jpg", expected: "pass", debatable: [], facts: { apparent: "east-asian woman, 20s" } },
    { file: "b.jpg", expected: ["blur"], debatable: [], facts: { apparent: "black man, 30s", glasses: "clear" } },
  ]);
  const [woman, man] = photos;
  const rows = groupRows([
    { photo: woman!, score: scorePhoto(woman!, [{ id: "dark", verdict: "fail" }]) },
    { photo: man!, score: scorePhoto(man!, [{ id: "blur", verdict: "warn" }]) },
  ]);
  const row = (group: string) => rows.find((candidate) => candidate.group === group);
  expect(row("woman")).toMatchObject({ photos: 1, fail: 1, labelledPass: 1, wronglyRefused: 1 });
  expect(row("asian")).toMatchObject({ photos: 1, fail: 1 });
  expect(row("man")).toMatchObject({ photos: 1, warn: 1, labelledPass: 0, wronglyRefused: 0 });
  expect(row("glasses")).toMatchObject({ photos: 1, warn: 1 });
});

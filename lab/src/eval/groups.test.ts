import { expect, test } from "vitest";
import { groupRows } from "./groups.ts";
import { parseLabels } from "./labelled-photos.ts";
import { scorePhoto } from "./score-photo.ts";

test("does not count a woman as a man, and counts each photo in all its groups", () => {
  const photos = parseLabels([
    {
      file: "a.jpg",
      expected: "pass",
      debatable: [],
      facts: { apparent: "east-asian woman, 20s" },
    },
    {
      file: "b.jpg",
      expected: ["blur"],
      debatable: [],
      facts: { apparent: "black man, 30s", glasses: "clear" },
    },
  ]);
  const [woman, man] = photos;
  const rows = groupRows([
    { photo: woman!, score: scorePhoto(woman!, [{ id: "dark", verdict: "fail" }]) },
    { photo: man!, score: scorePhoto(man!, [{ id: "blur", verdict: "warn" }]) },
  ]);
  const row = (group: string) => rows.find((candidate) => candidate.group === group);
  expect(row("woman")).toMatchObject({ photos: 1, wronglyRefused: { count: 1, of: 1 } });
  expect(row("asian")).toMatchObject({ photos: 1, unlabelledPerPhoto: 1 });
  expect(row("man")).toMatchObject({
    photos: 1,
    detected: { count: 1, of: 1 },
    wronglyRefused: { count: 0, of: 0 },
  });
  expect(row("glasses")).toMatchObject({ photos: 1 });
});

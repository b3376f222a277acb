/** Tests of the counts of good photos: findings that the labels leave open count neither as right nor as wrong. */
import { expect, test } from "vitest";
import type { GoodFinding, JudgedGood } from "./good-run.ts";
import { tallyGood } from "./good-tally.ts";
import { isBeyondDoubt, isGoodButForWall, isLabelled, type Person } from "./people.ts";

const person: Person = {
  file: "a.jpg",
  path: "a.jpg",
  expected: [],
  debatable: [],
  wearsGlasses: false,
};
const finding = (level: "warn" | "fail", labelled = false): GoodFinding => ({
  id: "blur",
  value: 8,
  level,
  labelled,
});
const photo = (...findings: GoodFinding[]): JudgedGood => ({ person, name: "a", findings });

test("counts a photo once, by its strongest finding that the labels do not leave open", () => {
  const photos = [
    photo(),
    photo(finding("warn")),
    photo(finding("fail"), finding("warn")),
    photo(finding("fail", true)),
    photo(finding("fail", true), finding("warn")),
  ];
  expect(tallyGood(photos)).toMatchObject({
    good: 5,
    people: 1,
    refused: 1,
    warned: 2,
    refusedAsLabelled: 2,
  });
  expect(tallyGood(photos).byCheck).toEqual({ blur: { refused: 1, warned: 3 } });
});

test("a person is good except for the wall if only the wall is labelled, and nothing that is cut out with them", () => {
  expect(
    isGoodButForWall({ ...person, expected: ["background-busy"], debatable: ["mouth-open"] }),
  ).toBe(true);
  expect(isGoodButForWall({ ...person, expected: ["blur"] })).toBe(false);
  expect(isGoodButForWall({ ...person, debatable: ["hand-in-frame"] })).toBe(false);
});

test("a person is beyond doubt if every debatable label concerns the wall or the resolution", () => {
  expect(isBeyondDoubt({ ...person, debatable: ["background-busy", "low-resolution"] })).toBe(true);
  expect(isBeyondDoubt({ ...person, debatable: ["mouth-open"] })).toBe(false);
});

test("labels cover the whole family of a check, and glasses are covered for people who wear them", () => {
  expect(isLabelled({ ...person, debatable: ["hair-over-brows"] }, "hair-over-forehead")).toBe(
    true,
  );
  expect(isLabelled({ ...person, wearsGlasses: true }, "glasses")).toBe(true);
  expect(isLabelled(person, "glasses")).toBe(false);
});

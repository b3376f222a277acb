import { expect, test } from "vitest";
import { canUndo, latestOf, minutesAndSeconds } from "./own-decisions.ts";

const end = "2026-03-02T04:14:00.000Z";
const endMs = Date.parse(end);

test("offers to undo a decision until its deadline, and not after", () => {
  expect(canUndo({ undoUntil: end }, endMs - 1)).toBe(true);
  expect(canUndo({ undoUntil: end }, endMs)).toBe(false);
  expect(canUndo({ undoUntil: null }, endMs)).toBe(false);
});

test("only the latest decision can be undone, unless it already was", () => {
  const latest = { undone: false, at: "second" };
  expect(latestOf([latest, { undone: false, at: "first" }])).toBe(latest);
  expect(latestOf([{ undone: true, at: "third" }, latest])).toBe(latest);
  expect(latestOf([{ undone: true, at: "third" }])).toBeUndefined();
});

test("displays the remaining time in minutes and seconds, at least 0:00", () => {
  expect(minutesAndSeconds(299_001)).toBe("5:00");
  expect(minutesAndSeconds(61_000)).toBe("1:01");
  expect(minutesAndSeconds(9_000)).toBe("0:09");
  expect(minutesAndSeconds(-1)).toBe("0:00");
});

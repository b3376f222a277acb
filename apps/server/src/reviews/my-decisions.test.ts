import { expect, test } from "vitest";
import { selectListed } from "./my-decisions.ts";

const until = "2026-03-02T04:14:00.000Z";
const open = { inForce: true, undoUntil: until };
const final = { inForce: true, undoUntil: null };
const undone = { inForce: false, undoUntil: null };
const times = <One>(count: number, one: One): One[] =>
  Array.from({ length: count }, () => ({ ...one }));

test("lists the last five decisions, and five decisions in force where some were undone", () => {
  expect(selectListed(times(9, final))).toHaveLength(5);
  expect(selectListed([undone, undone, ...times(9, final)])).toEqual([
    undone,
    undone,
    ...times(5, final),
  ]);
});

test("lists every decision that can still be undone, up to two hundred", () => {
  expect(selectListed([...times(8, final), open])).toEqual([...times(5, final), open]);
  expect(selectListed(times(220, open))).toHaveLength(200);
});

test("lists an undone decision only among the last five", () => {
  expect(selectListed([...times(5, open), undone, open])).toEqual(times(6, open));
});

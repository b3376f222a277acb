import { expect, test } from "vitest";
import { selectListed } from "./my-decisions.ts";

const until = "2026-03-02T04:14:00.000Z";
const open = { inForce: true, undoUntil: until };
const past = { inForce: true, undoUntil: null };
const undone = { inForce: false, undoUntil: null };
const times = <One>(count: number, one: One): One[] => Array.from({ length: count }, () => ({ ...one }));

test("the last five are listed, and five that stand where some were taken back", () => {
  expect(selectListed(times(9, past))).toHaveLength(5);
  expect(selectListed([undone, undone, ...times(9, past)])).toEqual([undone, undone, ...times(5, past)]);
});

test("what may still be taken back is listed however many came after it, two hundred at most", () => {
  expect(selectListed([...times(8, past), open])).toEqual([...times(5, past), open]);
  expect(selectListed(times(220, open))).toHaveLength(200);
});

test("one that was taken back is listed among the last five alone", () => {
  expect(selectListed([...times(5, open), undone, open])).toEqual(times(6, open));
});

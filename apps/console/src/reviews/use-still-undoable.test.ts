import { expect, test } from "vitest";
import { isLatestUndoable, withoutPassed } from "./use-still-undoable.ts";

const end = "2026-03-02T04:14:00.000Z";
const endMs = Date.parse(end);
const decided = (undoUntil: string | null, undone = false) => ({
  collectionId: "one",
  attemptId: "one",
  decision: "reject",
  reasons: [],
  words: null,
  at: "2026-03-02T04:04:00.000Z",
  undone,
  reviewId: "one",
  nameMasked: "测**",
  studentNumberMasked: "***123",
  department: null,
  photoUrl: null,
  knownSince: null,
  mayBeKnown: false,
  mayBecomeKnown: false,
  undoUntil,
});

test("a decision is offered for undoing until its time has passed, and not after", () => {
  expect(withoutPassed([decided(end)], endMs - 1)).toMatchObject([{ undoUntil: end }]);
  expect(withoutPassed([decided(end)], endMs)).toMatchObject([{ undoUntil: null }]);
  expect(withoutPassed([decided(null)], endMs)).toMatchObject([{ undoUntil: null }]);
});

test("undoing has something to act on while the latest decision that stands can be taken back", () => {
  expect(isLatestUndoable([], [])).toBe(false);
  expect(isLatestUndoable([decided(end)], [])).toBe(true);
  expect(isLatestUndoable([decided(null, true), decided(end)], [])).toBe(true);
  expect(isLatestUndoable([decided(null), decided(end)], [])).toBe(false);
  const last = { ...decided(end), attemptId: "last" };
  expect(isLatestUndoable([decided(null), last], ["last", "one"])).toBe(true);
});

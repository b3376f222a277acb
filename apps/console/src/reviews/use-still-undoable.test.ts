import { expect, test } from "vitest";
import { latestUndo, withoutPassed } from "./use-still-undoable.ts";

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

test("undoing is open while the latest decision that stands can be taken back", () => {
  expect(latestUndo([decided(end)], [])).toBe("open");
  expect(latestUndo([decided(null, true), decided(end)], [])).toBe("open");
  const last = { ...decided(end), attemptId: "last" };
  expect(
    latestUndo(
      [decided(null), last],
      [
        { attemptId: "last", after: "" },
        { attemptId: "one", after: "" },
      ],
    ),
  ).toBe("open");
});

test("where the latest can be taken back no more, undoing reaches for none before it", () => {
  expect(latestUndo([decided(null), decided(end)], [])).toBe("too-late");
});

test("where no decision stands, there is nothing to undo", () => {
  expect(latestUndo([], [])).toBe("none");
  expect(latestUndo([decided(null, true)], [])).toBe("none");
});

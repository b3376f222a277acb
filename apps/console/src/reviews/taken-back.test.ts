import { expect, test } from "vitest";
import { isInHandAgain, notTakenBack, takenBack } from "./taken-back.ts";

const decided = (undone: boolean) => ({
  collectionId: "one",
  attemptId: "one",
  decision: "approve",
  reasons: [],
  words: null,
  at: "2026-03-02T04:04:00.000Z",
  undone,
});
const problem = (status: number) => ({
  type: "/problems/any",
  title: "any",
  status,
  detail: "",
  code: "any",
  words: { zh: "", en: "" },
  requestId: null,
});
const unread = (status: number) => ({ ok: false, problem: problem(status) }) as const;
const leaseEndsAt = "2026-03-02T04:09:00.000Z";

test("a submission is in hand again where the last decision on it was taken back", () => {
  const again = { state: "in_review", leaseEndsAt, decisions: [decided(false), decided(true)] };
  expect(isInHandAgain(again)).toBe(true);
  expect(isInHandAgain({ ...again, leaseEndsAt: null })).toBe(false);
  expect(isInHandAgain({ ...again, state: "approved" })).toBe(false);
  expect(isInHandAgain({ ...again, decisions: [decided(true), decided(false)] })).toBe(false);
});

test("an answer that did not come leaves open whether the decision was taken back", () => {
  expect(notTakenBack(problem(0)).at).toBe("unclear");
  expect(notTakenBack(problem(504)).at).toBe("unclear");
  expect(notTakenBack(problem(404)).at).toBe("refused");
  expect(takenBack(null, unread(0)).at).toBe("unclear");
  expect(takenBack(problem(409), unread(0)).at).toBe("unclear");
});

test("what can be taken back no more is told in the same words, whatever is still to be read of it", () => {
  expect(takenBack(problem(409), unread(404))).toEqual({ at: "too-late" });
});

import { expect, test } from "vitest";
import { latestStanding } from "./own-order.ts";

const made = (attemptId: string, { undone = false, at = "2026-03-02T04:04" } = {}) => ({ attemptId, undone, at });
const undone = { undone: true };
const here = (...order: readonly string[]) => order.map((attemptId) => ({ attemptId, after: "" }));

test("undoing follows the order at the desk, not the one in which decisions reached the service", () => {
  expect(latestStanding([made("first"), made("second")], here("second", "first"))).toEqual(made("second"));
  expect(latestStanding([made("first"), made("second", undone)], here("second", "first"))).toEqual(made("first"));
});

test("a newer decision of another tab or computer comes before those of this one", () => {
  expect(latestStanding([made("elsewhere"), made("here")], here("here"))).toEqual(made("elsewhere"));
  expect(latestStanding([made("elsewhere", undone), made("here")], here("here"))).toEqual(made("here"));
});

test("the order at the desk counts only among decisions that are newer than any made elsewhere", () => {
  const decisions = [made("second"), made("third"), made("elsewhere"), made("fourth")];
  expect(latestStanding(decisions, here("fourth", "third", "second"))).toEqual(made("third"));
});

test("what was taken back elsewhere is the latest no more, whatever the order at the desk", () => {
  const decisions = [made("last", undone), made("before")];
  expect(latestStanding(decisions, here("last", "before"))).toEqual(made("before"));
});

test("where none of this desk stands, undoing is about the last of all", () => {
  const decisions = [made("here", undone), made("elsewhere"), made("before")];
  expect(latestStanding(decisions, here("here"))).toEqual(made("elsewhere"));
  expect(latestStanding([made("elsewhere")], [])).toEqual(made("elsewhere"));
  expect(latestStanding([made("here", undone)], here("here"))).toBeUndefined();
});

test("one of this desk that was taken back and decided again elsewhere is a decision made elsewhere", () => {
  const again = made("twice", { at: "2026-03-02T04:06" });
  const decisions = [again, made("last", { at: "2026-03-02T04:05" }), made("twice", undone)];
  expect(latestStanding(decisions, here("last", "twice"))).toEqual(again);
});

test("one that was taken back and decided again at this desk has its place there", () => {
  const taken = made("twice", undone);
  const last = made("last", { at: "2026-03-02T04:06" });
  const again = made("twice", { at: "2026-03-02T04:07" });
  const order = [...here("last"), { attemptId: "twice", after: taken.at }];
  expect(latestStanding([again, last, taken], order)).toEqual(last);
});

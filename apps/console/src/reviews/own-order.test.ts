import { expect, test } from "vitest";
import { latestStanding } from "./own-order.ts";

const made = (attemptId: string, undone = false) => ({ attemptId, undone });

test("undoing follows the order at the desk, not the one in which decisions reached the service", () => {
  expect(latestStanding([made("first"), made("second")], ["second", "first"])).toEqual(made("second"));
  expect(latestStanding([made("first"), made("second", true)], ["second", "first"])).toEqual(made("first"));
});

test("a newer decision of another tab or computer comes before those of this one", () => {
  expect(latestStanding([made("elsewhere"), made("here")], ["here"])).toEqual(made("elsewhere"));
  expect(latestStanding([made("elsewhere", true), made("here")], ["here"])).toEqual(made("here"));
});

test("the order at the desk counts only among decisions that are newer than any made elsewhere", () => {
  const decisions = [made("second"), made("third"), made("elsewhere"), made("fourth")];
  expect(latestStanding(decisions, ["fourth", "third", "second"])).toEqual(made("third"));
});

test("what was taken back elsewhere is the latest no more, whatever the order at the desk", () => {
  expect(latestStanding([made("last", true), made("before")], ["last", "before"])).toEqual(made("before"));
});

test("where none of this desk stands, undoing is about the last of all", () => {
  expect(latestStanding([made("here", true), made("elsewhere"), made("before")], ["here"])).toEqual(made("elsewhere"));
  expect(latestStanding([made("elsewhere")], [])).toEqual(made("elsewhere"));
  expect(latestStanding([made("here", true)], ["here"])).toBeUndefined();
});

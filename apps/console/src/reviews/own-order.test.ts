import { expect, test } from "vitest";
import { latestStanding } from "./own-order.ts";

const made = (attemptId: string, undone = false) => ({ attemptId, undone });

test("undoing follows the order at the desk, not the one in which decisions reached the service", () => {
  expect(latestStanding([made("first"), made("second")], ["second", "first"])).toEqual(made("second"));
  expect(latestStanding([made("first"), made("second", true)], ["second", "first"])).toEqual(made("first"));
});

test("where none of this desk stands, undoing is about the last of all", () => {
  expect(latestStanding([made("here", true), made("elsewhere"), made("before")], ["here"])).toEqual(made("elsewhere"));
  expect(latestStanding([made("elsewhere")], [])).toEqual(made("elsewhere"));
  expect(latestStanding([made("here", true)], ["here"])).toBeUndefined();
});

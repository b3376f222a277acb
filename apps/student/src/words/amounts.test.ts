import { expect, test } from "vitest";
import { monthAndDay } from "./amounts.ts";

test("formats a date as month and day in Beijing time", () => {
  expect(monthAndDay("2027-06-09T15:59:59.999Z")).toBe("6 月 9 日");
  expect(monthAndDay("2027-06-30T16:00:00.000Z")).toBe("7 月 1 日");
});

import { expect, test } from "vitest";
import { beijingDay, lastDayBefore, remainingOpenDays } from "./beijing-time.ts";

test("a day begins at midnight in Beijing", () => {
  expect(beijingDay("2026-05-31T16:30:00.000Z")).toBe("2026-06-01");
});

test("the last open day is the day before a deadline at midnight, and otherwise the day of the deadline", () => {
  expect(lastDayBefore("2026-06-30T16:00:00.000Z")).toBe("2026-06-30");
  expect(lastDayBefore("2026-06-30T16:00:00.001Z")).toBe("2026-07-01");
  expect(lastDayBefore("2026-06-30T10:00:00.000Z")).toBe("2026-06-30");
});

test.each([
  ["on its last day", "2026-12-05T16:00:00.000Z", "2026-12-05T02:00:00.000Z", 1],
  ["four days before its last", "2026-12-05T16:00:00.000Z", "2026-12-01T02:00:00.000Z", 5],
  [
    "on the evening before a day on which it closes at six",
    "2026-12-05T10:00:00.000Z",
    "2026-12-04T12:00:00.000Z",
    2,
  ],
  ["a minute before it closes", "2026-12-05T10:00:00.000Z", "2026-12-05T09:59:00.000Z", 1],
  ["once it is closed", "2026-12-05T10:00:00.000Z", "2026-12-05T10:00:00.000Z", 0],
])("%s, counts the remaining days of a project, including today", (_, closesAt, now, days) => {
  expect(remainingOpenDays(closesAt, Date.parse(now))).toBe(days);
});

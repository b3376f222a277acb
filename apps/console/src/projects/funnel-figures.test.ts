import { expect, test } from "vitest";
import { forecastOf, funnelOf } from "./funnel-figures.ts";

const day = (of: string, figures: object) => ({
  ...{ day: of, started: 0, paid: 0, submitted: 0, approved: 0, completed: 0 },
  ...figures,
});
const days = [
  day("2026-11-02", { started: 30, paid: 20, submitted: 10, approved: 5, completed: 3 }),
  day("2026-12-01", { paid: 2, submitted: 8, approved: 9, completed: 7 }),
];
const progress = { expected: 100, total: 30, completed: 10, days };

test("the funnel sums each step over all days and counts who has not reached it", () => {
  expect(funnelOf(progress)).toEqual([
    { step: "expected", people: 100, share: 1, lost: null },
    { step: "started", people: 30, share: 0.3, lost: 70 },
    { step: "paid", people: 22, share: 0.22, lost: 8 },
    { step: "submitted", people: 18, share: 0.18, lost: 4 },
    { step: "approved", people: 14, share: 0.14, lost: 4 },
    { step: "completed", people: 10, share: 0.1, lost: 4 },
  ]);
  expect(funnelOf({ ...progress, expected: null })[0]).toEqual({
    step: "started",
    people: 30,
    share: 1,
    lost: null,
  });
  expect(funnelOf({ expected: null, total: 0, completed: 0, days: [] })[0]?.share).toBe(0);
});

test("the forecast uses the completions of the last seven days", () => {
  const at = { today: "2026-12-01", daysLeft: 100 };
  expect(forecastOf(progress, at)).toEqual({ perDay: 1, day: "2027-03-01", short: 0 });
  expect(forecastOf(progress, { ...at, daysLeft: 10 })).toEqual({
    perDay: 1,
    day: null,
    short: 80,
  });
  expect(forecastOf(progress, { ...at, today: "2026-12-08" })).toMatchObject({
    perDay: 0,
    day: null,
    short: 90,
  });
});

test.each([
  [{ expected: null }, 10],
  [{ expected: 10 }, 10],
  [{}, 0],
])("%j with %i days left has no forecast", (change, daysLeft) => {
  expect(forecastOf({ ...progress, ...change }, { today: "2026-12-01", daysLeft })).toBeNull();
});

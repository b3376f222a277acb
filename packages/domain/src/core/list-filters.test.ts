import { expect, test } from "vitest";
import { integerIn } from "./list-filters.ts";

const days = { min: 0, max: 365 };

test.each([
  ["3", 3],
  [" ３ ", 3],
  ["3 0", 30],
  ["007", 7],
  ["0", 0],
])("reads %j as %i", (typed, number) => {
  expect(integerIn(days, typed)).toBe(number);
});

test.each(["", " ", "三天", "3天", "3.5", "-1", "1e2", "366", "9999999999"])(
  "refuses %j as a number of days",
  (typed) => {
    expect(integerIn(days, typed)).toBeNull();
  },
);

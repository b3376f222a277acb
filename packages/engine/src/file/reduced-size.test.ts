import { expect, test } from "vitest";
import { reducedSize } from "./read-header.ts";

test("rounds an odd size up when halving, and drops leftover pixels for larger factors", () => {
  expect(reducedSize({ width: 2245, height: 3000 }, 2)).toEqual({ width: 1123, height: 1500 });
  expect(reducedSize({ width: 3000, height: 4000 }, 3)).toEqual({ width: 1000, height: 1333 });
});

test("never reduces a narrow picture below one pixel", () => {
  expect(reducedSize({ width: 1, height: 9000 }, 6)).toEqual({ width: 1, height: 1500 });
});

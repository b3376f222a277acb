import { expect, test } from "vitest";
import { isWithin } from "./rules.ts";

test("includes both ends of the range, and refuses more decimals than allowed", () => {
  for (const fee of [0, 0.1, 25.05, 1000]) expect(isWithin(fee, 0, 1000, 2), String(fee)).toBe(true);
  for (const fee of [-0.01, 25.055, 1000.01, 2500, Number.NaN])
    expect(isWithin(fee, 0, 1000, 2), String(fee)).toBe(false);
  expect(isWithin(3, 1, 30, 0)).toBe(true);
  expect(isWithin(3.5, 1, 30, 0)).toBe(false);
  expect(isWithin(20.0009765625, 1, 30, "any")).toBe(true);
});

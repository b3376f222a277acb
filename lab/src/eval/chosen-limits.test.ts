import { expect, test } from "vitest";
import { chooseLimits } from "./evaluation.ts";
import type { MeasuredCheck } from "./measured-check.ts";

/** Returns a check with `fine` reviewed photos that measured 0, 1, 2 …, and `faulty` ones far beyond. */
const measured = (
  id: MeasuredCheck["id"],
  fine: number,
  faulty: number,
  worse: 1 | -1 = 1,
): MeasuredCheck => ({
  id,
  limits: { warn: {}, fail: {} },
  worse,
  values: [
    ...Array.from({ length: fine }, (_, at) => ({
      file: `fine-${at}`,
      value: worse * at,
      hasFault: false,
    })),
    ...Array.from({ length: faulty }, (_, at) => ({
      file: `bad-${at}`,
      value: worse * 1000,
      hasFault: true,
    })),
  ],
});

test("warns beyond the budget's quantile, and refuses beyond the worst good photo plus a margin", () => {
  const check = measured("hand-in-frame", 300, 10);
  // A budget of one in two hundred allows one of 300 photos beyond the limit.
  expect(chooseLimits(check, check)).toEqual({
    warn: { max: 298 },
    fail: { max: 299 + 0.25 * (299 - 269) },
  });
});

test("uses lower limits if small values are worse", () => {
  const check = measured("blur", 300, 10, -1);
  expect(chooseLimits(check, check)).toEqual({ warn: { min: -298 }, fail: { min: -306.5 } });
});

test("sets no refusal limit if there are too few photos of either kind", () => {
  const check = measured("hand-in-frame", 300, 10);
  expect(chooseLimits(check, measured("hand-in-frame", 300, 9))).toEqual({ warn: { max: 298 } });
  expect(chooseLimits(check, measured("hand-in-frame", 299, 10))).toEqual({ warn: { max: 298 } });
});

test("chooses no limits for a rule with fixed limits or a check without values", () => {
  expect(chooseLimits(measured("head-tilt", 300, 10), measured("head-tilt", 300, 10))).toBeNull();
  expect(chooseLimits(measured("blur", 0, 3), measured("blur", 0, 3))).toBeNull();
});

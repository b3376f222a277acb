import { expect, test } from "vitest";
import { isRestDue, isTooFast, photosPerHour } from "./photos-per-hour.ts";

const second = 1000;
const minute = 60 * second;
/** `count` times, one every `everyMs`, the first at `from`. */
const times = (count: number, everyMs: number, from = 0): number[] =>
  Array.from({ length: count }, (_, index) => from + index * everyMs);

test("one photo every twelve seconds is a pace of 300 per hour", () => {
  expect(photosPerHour(times(20, 12 * second), 20 * 12 * second)).toBe(300);
});

test("the pace excludes pauses and decisions older than a quarter of an hour", () => {
  const morning = times(30, 2 * second);
  const after = times(10, 30 * second, 60 * minute);
  const now = 65 * minute;
  expect(photosPerHour([...morning, ...after], now)).toBe(120);
  const withPause = [
    ...times(6, 10 * second, now - 14 * minute),
    ...times(6, 10 * second, now - 2 * minute),
  ];
  expect(photosPerHour(withPause, now)).toBe(360);
});

test("reports no pace for few photos, or for many at the same moment", () => {
  expect(photosPerHour([], 0)).toBeNull();
  expect(photosPerHour(times(5, second), 5 * second)).toBeNull();
  expect(photosPerHour([7, 7, 7, 7, 7, 7, 7], 8)).toBeNull();
});

test("a rest is due after fifty minutes of work without a five-minute break", () => {
  expect(isRestDue(times(300, 10 * second), 49 * minute)).toBe(false);
  expect(isRestDue(times(301, 10 * second), 50 * minute)).toBe(true);
  expect(
    isRestDue([...times(200, 10 * second), ...times(100, 10 * second, 40 * minute)], 56 * minute),
  ).toBe(false);
  expect(isRestDue(times(301, 10 * second), 56 * minute)).toBe(false);
});

test("fifty photos at under three seconds each are too fast, but a short series is not", () => {
  expect(isTooFast(times(60, 2 * second), 60 * 2 * second)).toBe(true);
  expect(isTooFast(times(40, 2 * second), 40 * 2 * second)).toBe(false);
  expect(isTooFast(times(60, 4 * second), 60 * 4 * second)).toBe(false);
  expect(isTooFast(times(60, 2 * second), 8 * minute)).toBe(false);
});

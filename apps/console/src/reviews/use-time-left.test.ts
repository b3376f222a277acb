import { expect, test } from "vitest";
import { minutesAndSeconds } from "./use-time-left.ts";

test("the time left is counted in minutes and seconds, and never below none", () => {
  expect(minutesAndSeconds(299_001)).toBe("5:00");
  expect(minutesAndSeconds(61_000)).toBe("1:01");
  expect(minutesAndSeconds(9_000)).toBe("0:09");
  expect(minutesAndSeconds(-1)).toBe("0:00");
});

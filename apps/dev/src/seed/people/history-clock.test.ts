import { beijingHour, beijingTime } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { createHistoryClock } from "./history-clock.ts";

/** A Tuesday, 10:00 in Beijing. */
const present = new Date("2026-12-01T02:00:00Z");

test("the history moves forward over working days and ends at the present", () => {
  const clock = createHistoryClock(present, new Date(0));
  clock.moveTo(2, 9);
  expect(beijingTime(clock.now())).toBe("2026-11-27 09:00");
  clock.advance(30);
  clock.moveTo(2, 9);
  expect(beijingTime(clock.now())).toBe("2026-11-27 09:30");
  clock.moveTo(1, 17);
  expect(beijingTime(clock.now())).toBe("2026-11-30 17:00");
  clock.moveTo(0, 11);
  expect(beijingHour(clock.now())).toBe(8);
  clock.advance(600);
  expect(clock.now()).toEqual(present);
});

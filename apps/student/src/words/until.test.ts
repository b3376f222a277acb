import { remainingOpenDays } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { until, untilWords } from "./until.ts";

const closesAt = "2027-06-30T15:59:00Z";
const formatAt = (now: string, language: "zh" | "en" = "zh") => until(closesAt, Date.parse(now), untilWords[language]);

test("counts down in days including today, then in hours for the last 24, and then displays that it is over", () => {
  expect(formatAt("2027-06-18T15:00:00Z")).toBe("2027-06-30（还有 13 天）");
  expect(formatAt("2027-06-29T15:58:00Z", "en")).toBe("2027-06-30 (2 days left)");
  expect(formatAt("2027-06-29T15:59:00Z", "en")).toBe("2027-06-30 (only 24 hours left)");
  expect(formatAt("2027-06-30T13:30:00Z")).toBe("2027-06-30（只剩 3 小时）");
  expect(formatAt("2027-06-30T15:59:00Z", "en")).toBe("2027-06-30 (over)");
});

test("an end at midnight is displayed as the day before, with the same count as in the console", () => {
  const midnight = "2027-06-30T16:00:00Z";
  const now = Date.parse("2027-06-20T15:00:00Z");
  expect(until(midnight, now, untilWords.zh)).toBe("2027-06-30（还有 11 天）");
  expect(remainingOpenDays(midnight, now)).toBe(11);
});

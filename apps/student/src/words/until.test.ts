import { expect, test } from "vitest";
import { until, untilWords } from "./until.ts";

const closesAt = "2027-06-30T15:59:00Z";
const saidAt = (now: string, language: "zh" | "en" = "zh") => until(closesAt, Date.parse(now), untilWords[language]);

test("whole days are counted down, the last one in hours, and then it is over", () => {
  expect(saidAt("2027-06-18T15:00:00Z")).toBe("2027-06-30（还有 12 天）");
  expect(saidAt("2027-06-29T15:58:00Z", "en")).toBe("2027-06-30 (1 day left)");
  expect(saidAt("2027-06-30T13:30:00Z")).toBe("2027-06-30（只剩 3 小时）");
  expect(saidAt("2027-06-30T15:59:00Z", "en")).toBe("2027-06-30 (over)");
});

test("what closes at midnight is open until the day before", () => {
  const midnight = "2027-06-30T16:00:00Z";
  expect(until(midnight, Date.parse("2027-06-20T15:00:00Z"), untilWords.zh)).toBe("2027-06-30（还有 10 天）");
});

import { remainingOpenDays } from "@gradphoto/domain";
import { expect, test, vi } from "vitest";

vi.mock("../platform/index.ts", () => ({
  platform: { deviceLanguage: () => "zh", store: { read: () => null, write: () => {} } },
}));
const { monthAndDay, roughly, until, untilWords, yuan } = await import("./amounts.ts");

test("formats a date as month and day in Beijing time", () => {
  expect(monthAndDay("2027-06-09T15:59:59.999Z")).toBe("6 月 9 日");
  expect(monthAndDay("2027-06-30T16:00:00.000Z")).toBe("7 月 1 日");
});

test("amounts are formatted in yuan", () => {
  expect([yuan(2500), yuan(5), yuan(0)]).toEqual(["¥25.00", "¥0.05", "¥0.00"]);
});

test.each([
  [0, "约 5 秒", "about 5 seconds"],
  [7, "约 10 秒", "about 10 seconds"],
  [56, "约 1 分钟", "about a minute"],
  [130, "约 3 分钟", "about 3 minutes"],
])("%s seconds are rounded to the accuracy of the estimate", (seconds, zh, en) => {
  expect([roughly(seconds, "zh"), roughly(seconds, "en")]).toEqual([zh, en]);
});

const closesAt = "2027-06-30T15:59:00Z";
const formatAt = (now: string, language: "zh" | "en" = "zh") =>
  until(closesAt, Date.parse(now), untilWords[language]);

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

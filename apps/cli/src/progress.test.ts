import { expect, test } from "vitest";
import { progressWords } from "./progress.ts";

test("before the first finished item there is neither rate nor remaining time", () => {
  expect(progressWords(0, 8, 0, "en")).toBe("0/8 photos");
  expect(progressWords(1, 8, 0, "zh")).toBe("1/8 张");
});

test("rate and remaining time are computed from the finished items", () => {
  expect(progressWords(10, 40, 20_000, "en")).toBe("10/40 photos  0.5 per second  about 60 s left");
  expect(progressWords(10, 40, 20_000, "zh")).toBe("10/40 张  0.5 张/秒  剩余约 60 秒");
  expect(progressWords(10, 1210, 10_000, "en")).toContain("about 20 min left");
  expect(progressWords(10, 36_010, 10_000, "en")).toContain("about 10.0 h left");
});

test("at the end no time remains, and less than a second is rounded up to 1 s", () => {
  expect(progressWords(8, 8, 4000, "en")).toBe("8/8 photos  2.0 per second");
  expect(progressWords(7, 8, 70, "en")).toContain("about 1 s left");
});

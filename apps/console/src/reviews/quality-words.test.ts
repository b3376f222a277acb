import { expect, test } from "vitest";
import { qualityWords } from "./quality-words.ts";

const { zh, en } = qualityWords;

test("why there is no kappa is told apart: nothing to compare, too few pairs, or one answer alone", () => {
  expect(zh.agreementSaid({ pairs: 0, tooFew: true, kappa: null })).toBe("—");
  expect(zh.agreementSaid({ pairs: 19, tooFew: true, kappa: null })).toBe("19 对，太少，暂不下结论");
  expect(zh.agreementSaid({ pairs: 20, tooFew: false, kappa: null })).toBe("20 对，两次都只有一种结论，κ 算不出");
  expect(en.agreementSaid({ pairs: 1, tooFew: true, kappa: null })).toBe("1 pair: too few to say");
  expect(en.agreementSaid({ pairs: 20, tooFew: false, kappa: null })).toMatch(/^20 pairs: both looks always gave/);
});

test("kappa is said with its interval, its grade and its pairs", () => {
  const kappa = { value: 0.4, low: 0.15, high: 0.65 };
  expect(zh.agreementSaid({ pairs: 50, tooFew: false, kappa })).toBe("0.40（0.15–0.65），一般，50 对");
});

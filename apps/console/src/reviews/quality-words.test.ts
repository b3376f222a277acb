import { expect, test } from "vitest";
import { gradeOf, qualityWords, totalOf } from "./quality-words.ts";

const { zh, en } = qualityWords;
const kappaOf = (value: number) => ({
  pairs: 50,
  insufficientData: false,
  kappa: { value, low: value - 0.1, high: value },
});

test.each([
  [1, "agree", "一致", "agree"],
  [0.8, "agree", "一致", "agree"],
  [0.79, "mostlyAgree", "较一致", "mostly agree"],
  [0.6, "mostlyAgree", "较一致", "mostly agree"],
  [0.59, "disagree", "不一致", "disagree"],
  [-0.2, "disagree", "不一致", "disagree"],
] as const)("labels κ %d as %s", (value, grade, chinese, english) => {
  expect(gradeOf(kappaOf(value))).toBe(grade);
  expect([zh[grade], en[grade]]).toEqual([chinese, english]);
});

test("gives no grade without pairs, a note for too few pairs, and the grade agree if all answers are the same", () => {
  expect(gradeOf({ pairs: 0, insufficientData: true, kappa: null })).toBeNull();
  expect(gradeOf({ pairs: 19, insufficientData: true, kappa: null })).toBe("insufficientPairs");
  expect(zh.insufficientPairs).toBe("数量太少，暂不判断");
  expect(gradeOf({ pairs: 20, insufficientData: false, kappa: null })).toBe("agree");
});

test("displays κ with its interval and number of pairs in the details", () => {
  const agreement = {
    pairs: 50,
    insufficientData: false,
    kappa: { value: 0.4, low: 0.15, high: 0.65 },
  };
  expect(zh.figures(agreement)).toBe("50 对，κ 0.40 (0.15–0.65)");
  expect(en.figures({ pairs: 1, insufficientData: true, kappa: null })).toBe("1 pair");
});

test("adds up the desk and contact-sheet figures of all reviewers", () => {
  const figures = { medianSeconds: null, honeypotsLeft: 0 };
  const desk = {
    ...figures,
    decisions: 10,
    secondLooks: 4,
    otherwise: 1,
    honeypots: 3,
    honeypotsRight: 2,
  };
  const sheet = {
    ...figures,
    decisions: 90,
    secondLooks: 6,
    otherwise: 0,
    honeypots: 2,
    honeypotsRight: 2,
  };
  const reviewer = {
    ...{
      reviewerId: "1",
      name: "甲",
      username: "a",
      rejectShare: 0.1,
      sheetsWithdrawn: false,
      desk,
      sheet,
    },
    agreement: { pairs: 10, insufficientData: true, kappa: null },
  };
  expect(totalOf([reviewer, reviewer])).toEqual({
    decisions: 200,
    looks: 20,
    otherwise: 2,
    stored: 10,
    missed: 2,
  });
});

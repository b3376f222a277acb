import { expect, test } from "vitest";
import { refundRules } from "../payments/refund-states.ts";
import { checkRows } from "../photo-standard/check-rows.ts";
import { photoSpecOf } from "../photo-standard/photo-specs.ts";
import { addedAnswerCode } from "../service-desk/service-macros.ts";
import { checksWithOwnLimits, withSetLimits } from "./check-subjects.ts";
import { allConfigurationItems, configurationItems } from "./configuration-items.ts";
import { fitsItem, parseConfigurationValue } from "./schemas.ts";
import { configurationLabel, configurationValueWords } from "./value-words.ts";

test("every item has a unique label and a description, in both languages", () => {
  for (const item of allConfigurationItems) {
    const { label, about } = configurationItems[item];
    for (const words of [label.zh, label.en, about.zh, about.en]) expect(words, item).toMatch(/\S/);
  }
  expect(new Set(allConfigurationItems.map((item) => configurationItems[item].label.zh)).size).toBe(
    allConfigurationItems.length,
  );
});

test("accepts a value only within its bounds and for a subject that exists", () => {
  expect(fitsItem("decision-hold", "", 5)).toBe(true);
  for (const wrong of [4, 5.5, 1441, "5", null])
    expect(fitsItem("decision-hold", "", wrong)).toBe(false);
  expect(fitsItem("decision-hold", "chsi-blue:blur", 5)).toBe(false);
  expect(fitsItem("reminder-hours", "", { from: 9, until: 9 })).toBe(false);
  expect(fitsItem("hotline", "", " ")).toBe(false);
  expect(fitsItem("reason-advice", "glasses", { zh: "摘下", en: "Off" })).toBe(true);
  expect(fitsItem("reason-advice", "no-such-reason", { zh: "摘下", en: "Off" })).toBe(false);
});

test("limits what one person may refund to 500 yuan per refund and 5,000 yuan per day", () => {
  expect([50_000, 50_001].map((fen) => fitsItem("one-person-refund", "", fen))).toEqual([
    true,
    false,
  ]);
  expect([500_000, 500_001].map((fen) => fitsItem("one-person-refund-day", "", fen))).toEqual([
    true,
    false,
  ]);
});

test("accepts only an existing refund rule for new projects, and displays it as students read it", () => {
  expect(fitsItem("new-project-refund-rule", "", "until-photo")).toBe(true);
  expect(fitsItem("new-project-refund-rule", "", "never")).toBe(false);
  expect(configurationValueWords("new-project-refund-rule", "", "until-photo")).toEqual(
    refundRules["until-photo"],
  );
});

test("requires a title for an added canned answer, and allows none for a built-in answer", () => {
  const added = addedAnswerCode("0b7e7d0e-6d0f-4f43-9c39-1f4b3a0c9d11");
  const [words, title] = [
    { zh: "请带学生证。", en: "Bring your card." },
    { zh: "证件", en: "Card" },
  ];
  expect(fitsItem("service-answer", added, { ...words, title, retired: false })).toBe(true);
  expect(fitsItem("service-answer", added, words), "without a title").toBe(false);
  expect(fitsItem("service-answer", added, { ...words, title: { zh: " ", en: "Card" } })).toBe(
    false,
  );
  expect(fitsItem("service-answer", "call-again", { ...words, retired: true })).toBe(true);
  expect(fitsItem("service-answer", "call-again", { ...words, title })).toBe(false);
  expect(fitsItem("service-answer", "added-answer", { ...words, title })).toBe(false);
  expect(configurationLabel("service-answer", added, { ...words, title }).zh).toBe(
    "客服常用语：证件",
  );
  expect(
    configurationValueWords("service-answer", added, { ...words, title, retired: true }),
  ).toEqual({
    zh: "已停用（原文：证件：请带学生证。）",
    en: "Retired (text: Card: Bring your card.)",
  });
});

test("reads a value from a demo's environment although it is outside the bounds", () => {
  expect(parseConfigurationValue("decision-hold", 0.05)).toBe(0.05);
});

test("accepts limits only for checks without a fixed rule, and only with the bounds that the check has", () => {
  const set = (subject: string, limits: object): boolean =>
    fitsItem("check-limits", subject, limits);
  expect(set("chsi-blue:low-contrast", { warn: { min: 12 } })).toBe(true);
  for (const limits of [
    {},
    { warn: { max: 12 } },
    { fail: { min: 9, max: 8 } },
    { warn: { min: Number.NaN } },
  ])
    expect(set("chsi-blue:low-contrast", limits), JSON.stringify(limits)).toBe(false);
  expect(set("chsi-blue:grayscale", { warn: { min: 8 }, fail: { min: 5 } })).toBe(true);
  expect(
    set("chsi-blue:grayscale", { warn: { min: 4 }, fail: { min: 5 } }),
    "refused, but not noted",
  ).toBe(false);
  expect(set("chsi-blue:sunglasses", { warn: { max: 1 } })).toBe(true);
  for (const max of [-0.1, 10])
    expect(set("chsi-blue:sunglasses", { warn: { max } }), `share ${max}`).toBe(false);
  for (const subject of [
    "",
    "chsi-blue:eye-line",
    "chsi-blue:file-size",
    "no-spec:grayscale",
    "chsi-blue:grayscale:more",
  ])
    expect(set(subject, { warn: { min: 12 } }), subject).toBe(false);
  for (const check of ["blur", "dark", "headwear"])
    expect(set(`chsi-blue:${check}`, { warn: { min: 12 } })).toBe(false);
  for (const check of checksWithOwnLimits) expect(checkRows[check].basis).not.toBe("policy");
});

test("configured limits override those of the photo spec, but not those set by the project", () => {
  const project = {
    ...photoSpecOf("chsi-blue"),
    limits: { "capture-date": { warn: { max: 90 } } },
  };
  const limits = { warn: { min: 13 } };
  expect(
    withSetLimits(project, {
      "chsi-blue:low-contrast": limits,
      "chsi-white:grayscale": { fail: { min: 1 } },
    }).limits,
  ).toEqual({
    ...project.limits,
    "low-contrast": limits,
  });
  expect(withSetLimits(project, {})).toBe(project);
});

test("displays values in units that people read", () => {
  expect(configurationValueWords("one-person-refund", "", 1000).zh).toBe("¥10.00");
  expect(configurationValueWords("second-look-share", "", 0.05).zh).toBe("5%");
  expect(configurationValueWords("decision-hold", "", 5).zh).toBe("5 分钟");
  expect(configurationValueWords("decision-hold", "", 10 / 60).zh).toBe("10 秒");
  expect(configurationValueWords("decision-hold", "", 90).zh).toBe("90 分钟");
  expect(configurationValueWords("decision-hold", "", 120).zh).toBe("2 小时");
  expect(configurationValueWords("decision-hold", "", 1440).zh).toBe("1 天");
  expect(configurationValueWords("decision-hold", "", 1435).zh).toBe("1435 分钟");
  expect(configurationValueWords("reminder-hours", "", { from: 9, until: 21 }).zh).toBe(
    "09:00–21:00",
  );
  expect(
    configurationValueWords("check-limits", "chsi-blue:grayscale", {
      fail: { min: 9 },
      warn: { min: 11 },
    }),
  ).toEqual({
    zh: "低于 9 不通过；低于 11 提示审核员",
    en: "refused below 9; flagged for reviewers below 11",
  });
});

import { expect, test } from "vitest";
import { isReliable } from "./check-accuracy.ts";
import type { CheckWords } from "./check-row.ts";
import { allCheckIds, checkRows, limitsOf } from "./check-rows.ts";
import { checkWords } from "./check-words.ts";
import { type Finding, judge } from "./finding.ts";
import { adviceOf, findingLine, measuredWords, titleOf, unmeasuredWords } from "./finding-words.ts";
import {
  adviceOrder,
  familyFindings,
  groupFindings,
  isOnItsSide,
  optionalAdvice,
  shouldRetake,
} from "./group-findings.ts";
import { findPhotoSpec } from "./photo-specs.ts";
import { daysWords, isUnit } from "./unit-words.ts";
import { isVerdict, verdictLabel } from "./verdict-words.ts";

const sentencesOf = (id: keyof typeof checkWords) => {
  const { titleWhen = {}, adviceWhen = {}, quantity: _, ...sentences }: CheckWords = checkWords[id];
  return [...Object.values(sentences), ...Object.values(titleWhen), ...Object.values(adviceWhen)];
};

const jargon =
  /EXIF|ICC|JPEG|dpi|像素值|阈值|置信|算法|模型|logit|threshold|model|score|class(?:es|ifier)|detector|\bpx\b|κ|λ|σ/i;

test.each(allCheckIds)(
  "%s describes the fault and the remedy without numbers, jargon or exclamation marks",
  (id) => {
    for (const { zh, en } of sentencesOf(id)) {
      expect(zh).toMatch(/[\u4e00-\u9fff]/);
      expect(en).toMatch(/^[A-Z]/);
      expect(zh + en).not.toMatch(/\d|%/);
      expect(zh + en).not.toMatch(jargon);
      expect(zh + en).not.toMatch(/[!！]/);
    }
  },
);

test("every check has different titles for pass and fail; a note has the fault's title", () => {
  for (const id of allCheckIds) {
    const [passed, failed] = [titleOf(id, "pass"), titleOf(id, "fail")];
    expect(passed.zh, id).not.toBe(failed.zh);
    expect(passed.en, id).not.toBe(failed.en);
  }
  expect(titleOf("glasses", "pass", true).zh).toBe("戴着眼镜");
});

test("a pass states a fact only if the check is exact or reliable on people never in view", () => {
  expect([titleOf("earrings", "pass").zh, titleOf("earrings", "pass").en]).toEqual([
    "未发现耳饰",
    "No earrings found",
  ]);
  expect(titleOf("mask", "pass").zh).toBe("未发现口罩");
  expect(titleOf("file-type", "pass").zh).toBe("文件格式可用");
});

test("every pass of an unreliable check says what was found or not found", () => {
  const unreliable = allCheckIds.filter((id) => !isReliable(checkRows[id].accuracy));
  for (const id of unreliable) {
    expect(titleOf(id, "pass").zh, id).toMatch(/^(未发现|找到)/);
    expect(titleOf(id, "pass").en, id).toMatch(/ found$/);
  }
});

test("the title of an unjudged check claims neither the fault nor its absence", () => {
  for (const id of allCheckIds) {
    const { zh, en } = titleOf(id, "unsure");
    const { title, passTitle }: CheckWords = checkWords[id];
    expect([title.zh, passTitle.zh], id).not.toContain(zh);
    expect([title.en, passTitle.en], id).not.toContain(en);
    expect(zh, id).not.toMatch(/^(未|没有|不|戴着|佩戴|穿着)/);
    expect(en, id).not.toMatch(/^(No|Not)\b|found$/);
  }
  expect(titleOf("earrings", "unsure")).toEqual({ zh: "耳饰", en: "Jewellery at the ears" });
});

test("an editor's name, which only warns, has another title than an AI label", () => {
  expect(titleOf("edited-or-generated", "warn").zh).toBe("照片由软件处理过");
  expect(titleOf("edited-or-generated", "fail").zh).toBe("照片由 AI 或软件处理过");
  expect(titleOf("edited-or-generated", "pass", true)).toEqual(
    titleOf("edited-or-generated", "fail"),
  );
});

test("advice for a refusal replaces the advice for a warning only if a check has both", () => {
  expect(adviceOf("headwear", "fail").zh).toContain("联系客服");
  expect(adviceOf("headwear", "warn").zh).not.toContain("联系客服");
  expect(adviceOf("earrings", "fail")).toEqual(adviceOf("earrings", "warn"));
});

test.each([
  [
    "earrings",
    0.046,
    { warn: { max: 0.012 } },
    "耳垂处饰物的面积与两眼间距平方之比 4.6%（上限 1.2%）。",
  ],
  ["background-busy", 17.86, { warn: { max: 9 } }, "背景杂乱程度 17.9（上限 9）。"],
  ["blur", 8.9, { warn: { min: 11 }, fail: { min: 9 } }, "脸部清晰度 8.9（下限 11）。"],
  ["density", 72, { fail: { min: 300, max: 300 } }, "文件注明的分辨率 72 dpi（应为 300 dpi）。"],
  ["hair-top", 20, { fail: { min: 30, max: 90 } }, "头顶距上边 20 像素（应为 30–90 像素）。"],
  [
    "hand-in-frame",
    0.9,
    { warn: { max: 0.5 }, fail: { max: 0.85 } },
    "画面里有手的可能性 90%（上限 50%）。",
  ],
  ["glasses", 0.3, {}, "眼部被镜框或镜片占据的比例 30%。"],
] as const)("displays the value of %s next to its limit", (id, value, limits, zh) => {
  expect(measuredWords(id, value, limits).zh).toBe(zh);
});

test("displays values in English too, with enough digits to distinguish a value from its limit", () => {
  expect(measuredWords("earrings", 0.046, { warn: { max: 0.012 } }).en).toBe(
    "Jewellery at the ear lobes against the squared eye distance: 4.6% (at most 1.2%).",
  );
  expect(measuredWords("hair-top", 20, { fail: { min: 30, max: 90 } }).en).toBe(
    "Hair top from the upper edge: 20 px (should be between 30 and 90 px).",
  );
  expect(measuredWords("background-busy", 9.01, { warn: { max: 9 } }).zh).toBe(
    "背景杂乱程度 9.01（上限 9）。",
  );
});

test("a check that could not measure displays the reason", () => {
  expect(unmeasuredWords("earrings", { zh: "看不到", en: "not seen" }).zh).toBe(
    "耳垂处饰物的面积与两眼间距平方之比：未能判断，看不到。",
  );
});

test.each([
  [1, " 1 天", "1 day"],
  [364, " 364 天", "364 days"],
  [365, "一年", "a year"],
  [366, "一年多", "over a year"],
  [3191, " 8 年多", "over 8 years"],
])("formats %i days", (days, zh, en) => {
  expect(daysWords(days)).toEqual({ zh, en });
});

const reported = {
  check: "sunglasses",
  title: { zh: "戴着墨镜", en: "Sunglasses worn" },
  value: 0.02,
  unit: "share",
};
const zh = (text: { readonly zh: string }): string => text.zh;

test("gives a passed check the title of what was not found, and a failed one the title of the fault", () => {
  expect(findingLine({ ...reported, verdict: "pass" }, zh)).toBe("未发现墨镜 2% ✓ 通过");
  expect(findingLine({ ...reported, verdict: "warn" }, zh)).toBe("戴着墨镜 2% ! 请留意");
});

test("uses the reported title for a check that this version does not know", () => {
  const newer = {
    ...reported,
    check: "undreamt",
    title: { zh: "新的检查", en: "New check" },
    verdict: "pass",
  };
  expect(findingLine(newer, zh)).toContain("新的检查");
});

test("displays a verdict with its icon and text, and an unknown code unchanged", () => {
  expect(verdictLabel("fail")).toEqual({ zh: "✕ 不通过", en: "✕ Refused" });
  expect(verdictLabel("undreamt")).toEqual({ zh: "undreamt", en: "undreamt" });
});

test("inherited property names are neither verdicts nor units", () => {
  for (const code of ["constructor", "toString", "__proto__"]) {
    expect(isVerdict(code), code).toBe(false);
    expect(isUnit(code), code).toBe(false);
    expect(verdictLabel(code).en).toBe(code);
  }
});

type Reported = Pick<Finding, "id" | "verdict" | "note" | "explainedBy"> &
  Partial<Pick<Finding, "value">>;
const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

test("lists refusals before warnings, and separates unjudged checks and notes", () => {
  const reported = groupFindings<Reported>([
    { id: "dark", verdict: "warn" },
    { id: "earrings", verdict: "unsure" },
    { id: "glasses", verdict: "pass", note: true },
    { id: "mask", verdict: "pass" },
    { id: "not-frontal", verdict: "fail" },
  ]);
  expect(ids(reported.toLookAt)).toEqual(["not-frontal", "dark"]);
  expect(ids(reported.unjudged)).toEqual(["earrings"]);
  expect(ids(reported.notes)).toEqual(["glasses"]);
  expect(ids(reported.passed)).toEqual(["mask"]);
});

test("lists first what the student has to do first, refusals before warnings", () => {
  const refused = [
    "smile-teeth",
    "head-tilt",
    "blur",
    "background-busy",
    "blue-clothes",
    "mask",
    "face-count",
  ];
  const findings = refused.map((id): Reported => ({ id, verdict: "fail" }));
  expect(
    ids(groupFindings<Reported>([{ id: "earrings", verdict: "warn" }, ...findings]).toLookAt),
  ).toEqual([...refused.toReversed(), "earrings"]);
  const onItsSide: Reported = { id: "head-tilt", verdict: "fail", value: 90 };
  expect(
    ids(groupFindings<Reported>([{ id: "mask", verdict: "fail" }, onItsSide]).toLookAt)[0],
  ).toBe("head-tilt");
});

test("the order of the advice names every check once", () => {
  expect([...adviceOrder].sort()).toEqual([...allCheckIds].sort());
});

test("recommends a retake for a refusal and for what reviewers nearly always reject", () => {
  const tilted: Reported = { id: "head-tilt", verdict: "fail" };
  expect(shouldRetake([{ id: "earrings", verdict: "warn" }])).toBe(true);
  expect(shouldRetake([tilted])).toBe(true);
  expect(shouldRetake([{ id: "dark", verdict: "warn" }])).toBe(false);
  expect(shouldRetake([{ id: "earrings", verdict: "unsure" }])).toBe(false);
});

test("offers a retake without ordering it, and leaves other advice unchanged", () => {
  const { dark, "seen-before": seenBefore } = checkWords;
  expect(optionalAdvice(dark).zh).toBe(`如要重拍，${dark.advice.zh}`);
  expect(optionalAdvice(dark).en).toBe(`If you retake it: ${dark.advice.en}`);
  expect(optionalAdvice(seenBefore)).toBe(seenBefore.advice);
});

test("a photo on its side has to be rotated, a tilted head does not", () => {
  expect(isOnItsSide({ id: "head-tilt", verdict: "fail", value: 90 })).toBe(true);
  expect(isOnItsSide({ id: "head-tilt", verdict: "fail", value: 12 })).toBe(false);
});

test("reports only the first of the worst findings of a family, with the others attached", () => {
  const findings: readonly Reported[] = [
    { id: "hair-over-eyes", verdict: "pass" },
    { id: "hair-over-brows", verdict: "warn" },
    { id: "hair-over-forehead", verdict: "fail" },
    { id: "sunglasses", verdict: "warn" },
    { id: "glasses", verdict: "pass", note: true },
  ];
  const reported = groupFindings(findings);
  expect(ids(reported.toLookAt)).toEqual(["hair-over-forehead", "sunglasses"]);
  expect([reported.notes, reported.passed]).toEqual([[], []]);
  expect(reported.toLookAt.map((finding) => ids(familyFindings(finding, findings)))).toEqual([
    ["hair-over-forehead", "hair-over-brows"],
    ["sunglasses"],
  ]);
});

test("does not list a check as unjudged if another finding explains it", () => {
  const reported = groupFindings<Reported>([
    { id: "smile-teeth", verdict: "fail" },
    { id: "mouth-open", verdict: "unsure", explainedBy: "smile-teeth" },
  ]);
  expect(reported.unjudged).toEqual([]);
});

test("a photo without a person has only that finding, and no result of later checks", () => {
  const reported = groupFindings<Reported>([
    { id: "file-type", verdict: "pass" },
    { id: "no-face", verdict: "fail" },
    { id: "face-count", verdict: "pass" },
    { id: "grayscale", verdict: "unsure", explainedBy: "no-face" },
    { id: "ears-hidden", verdict: "unsure" },
    { id: "hair-top", verdict: "unsure" },
  ]);
  expect(ids(reported.toLookAt)).toEqual(["no-face"]);
  expect([reported.unjudged, reported.notes, reported.passed]).toEqual([[], [], []]);
});

test.each([
  ["chsi-blue", "fail"],
  ["chsi-white", "pass"],
  ["chsi-grey", "pass"],
])("entirely blue clothes with the background of %s: %s", (id, verdict) => {
  const spec = findPhotoSpec(id);
  if (!spec) throw new Error(`no spec ${id}`);
  expect(judge(1, limitsOf("blue-clothes", spec), undefined)).toBe(verdict);
});

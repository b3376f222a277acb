/** Builds the page of `docs/accuracy`: first the figures on people never in view, which the product reads, then the fitted ones. */
import {
  accuracyCaveats,
  accuracySample,
  accuracyTotals,
  allCheckIds,
  type CheckId,
  type CheckLimits,
  type ClauseAccuracy,
  type ClauseJudge,
  checkRows,
  clauseAccuracies,
  clausesJudgedBy,
  type DetectionBasis,
  isCheckId,
  limitsOf,
  measuredEngine,
  type PhotoSpec,
  rangeWords,
  wilsonInterval,
} from "@gradphoto/domain/photo-standard";
import { engineVersion } from "@gradphoto/engine";
import type { Evaluation } from "./evaluation.ts";
import { falseAlarmRates } from "./fixed-rates.ts";
import { falseAlarmBudget } from "./measured-check.ts";
import type { Share } from "./tally.ts";

const percent = (share: number): string => `${Math.round(100 * share)} %`;

function counted(count: number, of: number): string {
  if (of === 0) return "–";
  const [low, high] = wilsonInterval(count, of);
  return `${count}/${of} (${percent(low)}–${percent(high)})`;
}

/** Short names of the judges; the page's legend explains them. */
const judgeNames: Readonly<Record<ClauseJudge, string>> = {
  machine: "机器 machine",
  both: "机器与人 both",
  person: "人 reviewer",
};

/** Reason for the judge, displayed after the name. */
const because: Readonly<Record<ClauseJudge, Readonly<Partial<Record<DetectionBasis, string>>>>> = {
  machine: { exact: "（准确 exact）" },
  both: { measured: "（会漏 misses）", uncounted: "（样本少 rare）" },
  person: {},
};

const clauseRow = ({ rule, basis, judge, counted: sum }: ClauseAccuracy): string =>
  `| ${rule.text.zh}<br>${rule.text.en} | ${judgeNames[judge]}${because[judge][basis] ?? ""} | ${rule.owner === "person" ? "" : rule.owner.join(", ")} | ${sum ? counted(sum.detected, sum.faulty) : ""} | ${sum ? counted(sum.falseAlarms, sum.fine) : ""} |`;

/** Formats limits like `warn ≤ 0.5, fail ≤ 0.85`, in the check's own unit. */
function limitWords(id: CheckId, { warn, fail }: CheckLimits): string {
  const { unit } = checkRows[id];
  return [warn && `warn ${rangeWords(warn, unit).en}`, fail && `fail ${rangeWords(fail, unit).en}`]
    .filter(Boolean)
    .join("; ");
}

function basisWords(id: CheckId): string {
  const budget = falseAlarmBudget(id);
  return budget === null ? String(checkRows[id].basis) : percentOf(budget);
}

const percentOf = (budget: number): string => `${Number((100 * budget).toFixed(2))} %`;
const format = ({ count, of }: Share): string => counted(count, of);

const clauseCount = (judge: ClauseJudge): number => clausesJudgedBy(judge).length;

/** True if the counts are of the present engine. */
const isMeasured = measuredEngine === engineVersion;

/** Figures on people never in view, with a summary for readers who need no tables. */
const independentPart = `# 检查能看出什么 · What the checks detect

照片要求细分为 ${clauseAccuracies.length} 条细则：**${clauseCount("machine")} 条由机器检查**；**${clauseCount("both")} 条机器检查，审核员也看**（机器会漏，或可供统计的照片太少）；
**${clauseCount("person")} 条只由审核员看**，机器看不出来。量得准的检查，通过时直接说“文件格式可用”。其余检查要在至少 20 张有此问题的照片上、有 95 % 的把握找到九成，才可以这样说；
眼下没有一项做到，所以只说“未发现耳饰”，审核员也看。

The photo rules have ${clauseAccuracies.length} clauses: **${clauseCount("machine")} are checked by the machine**; **${clauseCount("both")} are checked by the machine and a reviewer**
(the machine misses some, or examples are rare); **${clauseCount("person")} are checked by a reviewer only**. A check that measures exactly states a fact
when it passes, such as “File type accepted”. Any other needs at least 20 photos with the fault and 95 % confidence that it detects nine in ten;
none has reached that yet, so a pass says “No earrings found”, and a reviewer looks as well.

- 细则 clause：照片要求中的一句话 · one sentence of the photo rules
- 找到 detected：12/20 是说，人认为有此问题的 20 张照片里，机器找到 12 张；量不到的也算没找到 · 12/20: the machine detected 12 of 20 photos with the fault; a photo that it could not measure counts as missed
- 误报 false alarms：没有标注此问题、机器却提示或拒绝的照片 · photos without a label of the fault that were warned or refused
- 括号 brackets：真实比例有 95 % 的把握在其间 · 95 % confidence interval (Wilson)
- 提示 warn、拒绝 fail：提示的照片可以提交，由审核员看；拒绝的要重拍 · a warned photo can be submitted; a refused one must be retaken
- 原因 reason：人在照片上标出的一个问题 · one fault that a person labelled

## 没见过的人 · People never in view

${accuracySample.zh}${isMeasured ? "" : `现在的引擎 ${engineVersion} 还没有这样测过。`}产品、审核员的要点、“检查照片”和“关于”页面都用这里的数字。
${accuracySample.en}${isMeasured ? "" : ` The present engine, ${engineVersion}, has not been measured like this yet.`} The product, the reviewers'
list and the pages “Check a photo” and “About” use these figures.

不足之处 · Limitations:

${accuracyCaveats.map(({ zh, en }) => `- ${zh} · ${en}`).join("\n")}

| good refused | good but for the background, refused for something else | core reasons detected | findings nobody labelled |
|---|---|---|---|
${independentTotals()}

### 每一条规定 · Every clause

| clause | judge | checks | detected | false alarms |
|---|---|---|---|---|
${clauseAccuracies.map(clauseRow).join("\n")}

### 每一项会看错的检查 · Every check that can err

| check | detected | refused | not measured | false alarms | false refusals |
|---|---|---|---|---|---|
${allCheckIds.flatMap(independentRow).join("\n")}
`;

function independentTotals(): string {
  const { good, goodButForBackground, coreReasons, unlabelledFindings } = accuracyTotals;
  const cells = [
    counted(good.refused, good.photos),
    counted(goodButForBackground.refused, goodButForBackground.photos),
    counted(coreReasons.detected, coreReasons.labelled),
    `${unlabelledFindings.fail} fail, ${unlabelledFindings.warn} warn`,
  ];
  return `| ${cells.join(" | ")} |`;
}

function independentRow(id: CheckId): readonly string[] {
  const accuracy = checkRows[id].accuracy;
  if (accuracy === "exact") return [];
  const { faulty, detected, refused, unmeasured, fine, falseAlarms, falseRefusals } = accuracy;
  return [
    `| ${id} | ${counted(detected, faulty)} | ${counted(refused, faulty)} | ${faulty === 0 ? "–" : unmeasured} | ${counted(falseAlarms, fine)} | ${counted(falseRefusals, fine)} |`,
  ];
}

/** Figures on the photos from which the limits were chosen. */
function fittedPart(
  { totals, ownPhotos, engine, halves, checks, fixedRates }: Evaluation,
  spec: PhotoSpec,
): string {
  const checkRow = ({ id, detected, falseAlarm }: (typeof checks)[number]): string => {
    const rates = fixedRates.find((row) => row.id === id);
    const atRates = falseAlarmRates.map((_, at) => {
      const row = rates?.atRate[at];
      return row ? `${format(row.detected)}; ${format(row.falseAlarm)}` : "–";
    });
    const unmeasured = rates ? format(rates.unmeasured) : "–";
    return isCheckId(id)
      ? `| ${id} | ${atRates.join(" | ")} | ${unmeasured} | ${format(detected)}; ${format(falseAlarm)} | ${basisWords(id)} | ${limitWords(id, limitsOf(id, spec))} |`
      : `| ${id} | – | – | – | ${format(detected)} | a person | |`;
  };
  const totalRow = (name: string, sums: typeof totals): string =>
    `| ${name} | ${sums.photos} | ${format(sums.detectedReasons)} | ${format(sums.tellableDetected)} | ${format(sums.goodRefused)} | ${format(sums.goodButForBackgroundRefused)} | ${sums.unlabelledPerPhoto.toFixed(2)} |`;
  return `
## 选择限值所用的照片 · Photos from which the limits were chosen

这里的数字偏乐观：限值就是按这 ${totals.photos} 张照片选的。其中 ${ownPhotos} 张各自拍摄（几乎每张是不同的人），其余由它们改成；约 60 % 的人像由 AI 生成，标注者一人。
These figures are optimistic: the limits were chosen on these ${totals.photos} photos. ${ownPhotos} are originals (nearly each of another person), the others made from
these. About 60 % of the people are AI-made. One labeller.

由 \`npm run lab -- eval --table\` 写成；引擎 ${engine}，规格 ${spec.id}。标错的照片见 [label-corrections.ts](../../lab/src/eval/label-corrections.ts)。
Written by \`npm run lab -- eval --table\`; engine ${engine}, spec ${spec.id}. Corrected labels: [label-corrections.ts](../../lab/src/eval/label-corrections.ts).

### 合计 · Totals

| limits | photos | reasons detected | without background, copies, drawings, selfies | good refused | good but for the background, refused for something else | findings nobody labelled, per photo |
|---|---|---|---|---|---|---|
${totalRow("current", totals)}
${halves.map(({ half, totals: sums }) => totalRow(`${half}${half === "both" ? " halves" : " half"}, chosen on the other`, sums)).join("\n")}

With limits chosen on the other half no measured check may refuse: 261 labelled photos have fewer than 300 without a fault. Refusals
there are limits of the rules; refusals by the current limits were also checked on 300 generated good photos.

### 每一项会看错的检查 · Every check that can err

${falseAlarmRates.map(percentOf).join("、")} 两列：限值取自另一半人，使另一半无此问题的照片中恰有这么多超出；写的是“找到；误报”，量不到的算没找到。
Columns ${falseAlarmRates.map(percentOf).join(" and ")}: detected; false alarms. The limit is chosen on one half of the people, so that this share of their photos
without the fault exceeds it, and measured on the other half. Photos without a value count as not detected.

Basis: \`policy\` is a limit of the rules; a percentage is the false-alarm budget, the share of photos without the fault that may be
warned. A check refuses only beyond all of these and a margin, with at least ten photos that have the fault and 300 that do not.

| check | ${falseAlarmRates.map(percentOf).join(" | ")} | not measured | at the current limits | basis | should be |
|---|${falseAlarmRates.map(() => "---|").join("")}---|---|---|---|
${checks
  .filter(({ id }) => !isCheckId(id) || checkRows[id].accuracy !== "exact")
  .map(checkRow)
  .join("\n")}
`;
}

const plotsPart = `
## 问题有多大才会指出 · How large a fault must be

每幅图只把一件事逐步加重，一条线是一个人：12 人的照片，由引擎 0.4.0 判断。程序在标签 \`full-laboratory\` 中，运行 \`npm run lab -- accuracy\`。
Each plot makes one fault larger step by step, a line for each person: photos of 12 people, judged by engine 0.4.0. The program is at
the tag \`full-laboratory\`: \`npm run lab -- accuracy\`.

![头部歪斜 Head tilt](plots/turned-in-plane--head-tilt.svg)
![照片太暗 Too dark](plots/darkened--dark.svg)
![照片模糊 Blurred](plots/blurred--blur.svg)
![耳朵被遮住 Ears covered](plots/hair-over-ears--ears-hidden.svg)
![戴着口罩 Mask](plots/mask-rising--mask.svg)
![背景杂乱 Busy background](plots/wall-clutter--background-busy.svg)
`;

/** Builds the complete page in Markdown. */
export const accuracyPage = (evaluation: Evaluation, spec: PhotoSpec): string =>
  independentPart + fittedPart(evaluation, spec) + plotsPart;

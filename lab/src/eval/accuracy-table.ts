/** Builds the table of `docs/accuracy` and the figures that the product reads, from one evaluation. */
import {
  type CheckId,
  type CheckLimits,
  type ClauseAccuracy,
  type ClauseJudge,
  type CountedCheck,
  checkFacts,
  clauseAccuraciesOf,
  type DetectionBasis,
  isCheckId,
  limitsOf,
  type PhotoSpec,
  rangeWords,
} from "@gradphoto/domain/photo-standard";
import type { Evaluation } from "./evaluation.ts";
import { falseAlarmBudget } from "./measured-check.ts";
import type { Share } from "./tally.ts";
import { wilsonInterval } from "./tally.ts";

/**
 * Returns the counts for checks that judge people with a fallible measure. Checks of files and finished photos are
 * exact and have none.
 */
export function countsOf({ checks }: Pick<Evaluation, "checks">): Partial<Record<CheckId, CountedCheck>> {
  const rows = checks.flatMap(({ id, detected, falseAlarm }): [CheckId, CountedCheck][] => {
    if (!isCheckId(id) || isExact(id)) return [];
    return [
      [id, { faulty: detected.of, detected: detected.count, fine: falseAlarm.of, falseAlarms: falseAlarm.count }],
    ];
  });
  return Object.fromEntries(rows);
}

const exactChecks: readonly CheckId[] = [
  "file-type",
  "file-broken",
  "too-many-pixels",
  "hair-top",
  "eye-line",
  "face-width",
  "centring",
  "lower-edge",
  "background-colour",
  "pixels",
  "density",
  "file-size",
  "quality",
];
const isExact = (id: CheckId): boolean => exactChecks.includes(id) || checkFacts[id].basis === "note";

/** Inserts these figures into the source text of domain/src/photo-standard/check-accuracy.ts. */
export function withCounts(source: string, counts: Partial<Record<CheckId, CountedCheck>>): string {
  const start = source.indexOf("export const checkAccuracy");
  const rows = Object.entries(counts).map(
    ([id, { faulty, detected, fine, falseAlarms }]) =>
      `  ${/-/.test(id) ? `"${id}"` : id}: { faulty: ${faulty}, detected: ${detected}, fine: ${fine}, falseAlarms: ${falseAlarms} },\n`,
  );
  return `${source.slice(0, start)}export const checkAccuracy: Readonly<Partial<Record<CheckId, CountedCheck>>> = {\n${rows.join("")}};\n`;
}

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
  const { unit } = checkFacts[id];
  return [warn && `warn ${rangeWords(warn, unit).en}`, fail && `fail ${rangeWords(fail, unit).en}`]
    .filter(Boolean)
    .join("; ");
}

function basisWords(id: CheckId): string {
  const budget = falseAlarmBudget(id);
  return budget === null ? String(checkFacts[id].basis) : percentOf(budget);
}

const percentOf = (budget: number): string => `${Number((100 * budget).toFixed(2))} %`;
const format = ({ count, of }: Share): string => counted(count, of);

/** Returns a summary for readers who need no tables. */
function inShort(clauses: readonly ClauseAccuracy[], { totals, ownPhotos, engine, spec }: Evaluation): string {
  const by = (judge: ClauseJudge): number => clauses.filter((clause) => clause.judge === judge).length;
  const [machine, both, person] = [by("machine"), by("both"), by("person")];
  return `照片要求细分为 ${clauses.length} 条细则：**${machine} 条由机器检查**；**${both} 条机器检查，审核员也看**（机器会漏，或可供统计的照片太少）；
**${person} 条只由审核员看**，机器看不出来。数字来自 ${totals.photos} 张带标注的照片，其中 ${ownPhotos} 张各自拍摄（几乎每张是不同的人），其余由它们改成。
约 60 % 的人像由 AI 生成，不是真人，所以在真人照片上的表现可能与此不同。标注者一人。

The photo rules have ${clauses.length} clauses: **${machine} are checked by the machine**; **${both} are checked by the machine and a reviewer**
(the machine misses some, or examples are rare); **${person} are checked by a reviewer only**. The figures are from ${totals.photos} labelled photos, ${ownPhotos} of them
originals (nearly each of another person), the others made from these. About 60 % of the people are AI-made, so real photos may differ. One labeller.

- 细则 clause：照片要求中的一句话 · one sentence of the photo rules
- 找到 detected：12/20 是说，人认为有此问题的 20 张照片里，机器找到 12 张 · of 20 photos with the fault the machine detected 12
- 误报 false alarms：没有此问题、机器却提示或拒绝的照片 · photos without the fault that were warned or refused
- 括号 brackets：真实比例有 95 % 的把握在其间 · 95 % confidence interval (Wilson)
- 提示 warn、拒绝 fail：提示的照片可以提交，由审核员看；拒绝的要重拍 · a warned photo can be submitted; a refused one must be retaken
- 曲线下面积 area under the curve：1 是完全分得开，0.5 是靠猜 · 1 is perfect, 0.5 is guessing
- 原因 reason：人在照片上标出的一个问题 · one fault that a person labelled

由 \`npm run lab -- eval --table\` 写成；引擎 ${engine}，规格 ${spec}。标错的照片见 [label-corrections.ts](../../lab/src/eval/label-corrections.ts)，数值随剂量的变化见 [dose.md](dose.md)。
Written by \`npm run lab -- eval --table\`; engine ${engine}, spec ${spec}. Corrected labels: [label-corrections.ts](../../lab/src/eval/label-corrections.ts). Effect of measured doses: [dose.md](dose.md).`;
}

/** Builds the complete page in Markdown. */
export function accuracyPage(evaluation: Evaluation, spec: PhotoSpec): string {
  const { totals, halves, checks } = evaluation;
  const checkRow = ({ id, detected, detectedFail, falseAlarm, falseFail, area }: (typeof checks)[number]): string =>
    isCheckId(id)
      ? `| ${id} | ${format(detected)} | ${format(detectedFail)} | ${format(falseAlarm)} | ${format(falseFail)} | ${area === null ? "–" : area.toFixed(3)} | ${basisWords(id)} | ${limitWords(id, limitsOf(id, spec))} |`
      : `| ${id} | ${format(detected)} | – | – | – | – | a person | |`;
  const totalRow = (name: string, sums: typeof totals): string =>
    `| ${name} | ${sums.photos} | ${format(sums.detectedReasons)} | ${format(sums.tellableDetected)} | ${format(sums.goodRefused)} | ${format(sums.goodButForBackgroundRefused)} | ${sums.unlabelledPerPhoto.toFixed(2)} |`;
  const clauses = clauseAccuraciesOf(countsOf(evaluation));
  return `# 检查能看出什么 · What the checks detect

${inShort(clauses, evaluation)}

## 合计 · Totals

| limits | photos | reasons detected | without background, copies, drawings, selfies | good refused | good but for the background, refused for something else | findings nobody labelled, per photo |
|---|---|---|---|---|---|---|
${totalRow("current", totals)}
${halves.map(({ half, totals: sums }) => totalRow(`${half}${half === "both" ? " halves" : " half"}, chosen on the other`, sums)).join("\n")}

With limits chosen on the other half no measured check may refuse: 261 labelled photos have fewer than 300 without a fault. Refusals
there are limits of the rules; refusals by the current limits were also checked on 300 generated good photos.

## 每一条规定 · Every clause

| clause | judge | checks | detected | false alarms |
|---|---|---|---|---|
${clauses.map(clauseRow).join("\n")}

## 每一项检查 · Every check

Basis: \`policy\` is a limit of the rules; a percentage is the false-alarm budget, the share of photos without the fault that may be
warned. A check refuses only beyond all of these and a margin, with at least ten photos that have the fault and 300 that do not.

| check | detected | refused | false alarms | false refusals | area under the curve | basis | should be |
|---|---|---|---|---|---|---|---|
${checks.map(checkRow).join("\n")}
`;
}

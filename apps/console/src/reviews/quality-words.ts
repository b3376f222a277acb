/** What the page of review quality says. */
import { wordsOf } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";

type Agreement = RouteAnswer<"readReviewQuality">["agreement"];

/** What κ is called from each value on (Landis and Koch 1977). */
const grades = [
  { from: 0.81, zh: "几乎完全一致", en: "almost perfect" },
  { from: 0.61, zh: "高度一致", en: "substantial" },
  { from: 0.41, zh: "中等一致", en: "moderate" },
  { from: 0.21, zh: "一般", en: "fair" },
  { from: 0, zh: "轻微", en: "slight" },
  { from: -1, zh: "比随机还不一致", en: "less than by chance" },
] as const;

const gradeOf = (kappa: number) => grades.find(({ from }) => kappa >= from) ?? grades[5];

type Kappa = NonNullable<Agreement["kappa"]>;

const figureOf = ({ value }: Kappa): string => value.toFixed(2);
const rangeOf = ({ low, high }: Kappa): string => `${low.toFixed(2)}–${high.toFixed(2)}`;

/** What one place behind the point can say. */
const leastSeconds = 0.1;

export const qualityWords = wordsOf(
  {
    title: "审核质量",
    about: "速度、一致性与疲劳；抽查复核为盲审，质检样片不影响学生。",
    days: "日期范围",
    decisions: "决定数",
    kappa: "一致性 κ",
    knownRight: "质检样片答对",
    speed: "每份用时（中位数）",
    agreement: "与抽查复核的一致性 κ，按审核员",
    tiring: "连续审核时长与用时",
    erring: "连续审核时长与抽查分歧",
    pull: "不通过比例：检查结果审核员可见与不可见",
    byReason: "一致性 κ，按原因",
    reviewer: "审核员",
    rejectShare: "不通过比例",
    median: "用时中位数",
    medianSeconds: "用时中位数（秒）",
    secondLooks: "抽查数",
    disagreed: "与抽查复核不同",
    reason: "原因",
    both: "两次都选",
    one: "只有一次选",
    agreementSaid: ({ pairs, tooFew, kappa }: Agreement) =>
      kappa === null
        ? pairs === 0
          ? "—"
          : `${pairs} 对，${tooFew ? "太少，暂不下结论" : "两次都只有一种结论，κ 算不出"}`
        : `${figureOf(kappa)}（${rangeOf(kappa)}），${gradeOf(kappa.value).zh}，${pairs} 对`,
    minute: (minute: number) => `第 ${minute} 分钟起`,
    seconds: (value: number) => (value < leastSeconds ? `不到 ${leastSeconds} 秒` : `${value.toFixed(1)} 秒`),
    machineBar: (noted: boolean, hidden: boolean, decisions: number) =>
      `${noted ? "有提示" : "无提示"}、审核员${hidden ? "不可见" : "可见"}（${decisions} 份）`,
    tooFew: "这段时间的数据还不够",
  },
  {
    title: "Review quality",
    about: "Speed, agreement and fatigue. Second looks are blind; known photos do not affect students.",
    days: "Days",
    decisions: "Decisions",
    kappa: "Agreement κ",
    knownRight: "Known photos correct",
    speed: "Time per submission (median)",
    agreement: "Agreement with second looks, κ by reviewer",
    tiring: "Speed by time at the desk",
    erring: "Disagreement by time at the desk",
    pull: "Share rejected, findings shown and hidden",
    byReason: "Agreement κ by reason",
    reviewer: "Reviewer",
    rejectShare: "Share rejected",
    median: "Median time",
    medianSeconds: "Median seconds",
    secondLooks: "Second looks",
    disagreed: "Second look differs",
    reason: "Reason",
    both: "Given both times",
    one: "Given once",
    agreementSaid: ({ pairs, tooFew, kappa }) =>
      kappa === null
        ? pairs === 0
          ? "—"
          : `${pairs === 1 ? "1 pair" : `${pairs} pairs`}: ${tooFew ? "too few to say" : "both looks always gave the same one answer, so there is no κ"}`
        : `${figureOf(kappa)} (${rangeOf(kappa)}), ${gradeOf(kappa.value).en}, ${pairs} pairs`,
    minute: (minute) => `from minute ${minute}`,
    seconds: (value) => (value < leastSeconds ? `under ${leastSeconds} s` : `${value.toFixed(1)} s`),
    machineBar: (noted, hidden, decisions) =>
      `${noted ? "Flagged" : "Not flagged"}, findings ${hidden ? "hidden" : "shown"} (${decisions})`,
    tooFew: "Not enough data for these days yet",
  },
);

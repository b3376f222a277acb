/** Texts and figures of the page of review quality. */
import { wordsOf } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { count } from "../lib/amounts.ts";

export type Quality = RouteAnswer<"readReviewQuality">;
export type Reviewer = Quality["reviewers"][number];
export type Agreement = Quality["agreement"];
type Kappa = NonNullable<Agreement["kappa"]>;

const agreeFrom = 0.8;
const mostlyAgreeFrom = 0.6;

/** Grade for the agreement of two looks; null: nothing was looked at twice. */
export function gradeOf({ pairs, insufficientData, kappa }: Agreement) {
  if (pairs === 0) return null;
  if (insufficientData) return "insufficientPairs";
  // Without any difference between answers there is no kappa.
  if (kappa === null || kappa.value >= agreeFrom) return "agree";
  return kappa.value >= mostlyAgreeFrom ? "mostlyAgree" : "disagree";
}

/** Sums over all reviewers, desk and sheets together. */
export function totalOf(reviewers: readonly Reviewer[]) {
  const sumOf = (
    figure: "decisions" | "secondLooks" | "otherwise" | "honeypots" | "honeypotsRight",
  ): number => reviewers.reduce((sum, { desk, sheet }) => sum + desk[figure] + sheet[figure], 0);
  return {
    decisions: sumOf("decisions"),
    looks: sumOf("secondLooks"),
    otherwise: sumOf("otherwise"),
    stored: sumOf("honeypots"),
    missed: sumOf("honeypots") - sumOf("honeypotsRight"),
  };
}

type Total = ReturnType<typeof totalOf>;

const kappaFigures = ({ value, low, high }: Kappa): string =>
  `κ ${value.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;

/** Smallest value displayed with one decimal. */
const minSeconds = 0.1;

export const qualityWords = wordsOf(
  {
    title: "审核质量",
    about: "抽查复核为盲审，质检样片不影响学生。点数字可查看对应的决定。",
    days: "日期范围",
    reviewer: "审核员",
    mode: "方式",
    desk: "单张",
    sheet: "快审",
    sheetsWithdrawn: "已停用快审",
    decisions: "决定数",
    rejectShare: "不通过比例",
    pace: "每份用时（中位数）",
    otherwise: "不一致 / 抽查数",
    missed: "样片答错 / 作答",
    left: "样片留给别人",
    agreement: "与抽查复核",
    seconds: (value: number) =>
      value < minSeconds ? `不到 ${minSeconds} 秒` : `${value.toFixed(1)} 秒`,
    total: ({ decisions, looks, otherwise, stored, missed }: Total) =>
      `共 ${count(decisions)} 个决定；抽查 ${looks} 个，${otherwise} 个结论不同；质检样片作答 ${stored} 次，答错 ${missed} 次；审核与抽查总体：`,
    agree: "一致",
    mostlyAgree: "较一致",
    disagree: "不一致",
    insufficientPairs: "数量太少，暂不判断",
    figures: ({ pairs, kappa }: Agreement) =>
      `${pairs} 对${kappa === null ? "" : `，${kappaFigures(kappa)}`}`,
    otherwiseByDay: "每天抽查结论不同的比例",
    otherwiseShare: "结论不同",
    insufficientData: "这段时间的数据还不够",
  },
  {
    title: "Review quality",
    about:
      "Second looks are blind; test photos do not affect students. Click a figure for its decisions.",
    days: "Days",
    reviewer: "Reviewer",
    mode: "Mode",
    desk: "Single",
    sheet: "Sheet",
    sheetsWithdrawn: "Sheets withdrawn",
    decisions: "Decisions",
    rejectShare: "Share rejected",
    pace: "Median time",
    otherwise: "Differ / second looks",
    missed: "Missed / test photos",
    left: "Test photos left",
    agreement: "With second looks",
    seconds: (value) => (value < minSeconds ? `under ${minSeconds} s` : `${value.toFixed(1)} s`),
    total: ({ decisions, looks, otherwise, stored, missed }) =>
      `${count(decisions)} decisions; ${looks} second looks, ${otherwise} of them different; test photos answered ${stored} times, ${missed} missed; reviewers and second looks overall: `,
    agree: "agree",
    mostlyAgree: "mostly agree",
    disagree: "disagree",
    insufficientPairs: "too few to judge",
    figures: ({ pairs, kappa }) =>
      `${pairs === 1 ? "1 pair" : `${pairs} pairs`}${kappa === null ? "" : `, ${kappaFigures(kappa)}`}`,
    otherwiseByDay: "Share of second looks that differ, by day",
    otherwiseShare: "differ",
    insufficientData: "Not enough data for these days yet",
  },
);

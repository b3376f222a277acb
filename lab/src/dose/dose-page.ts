/** The page of a run in Markdown, and the same figures for machines. */
import { findingWords, isCheckId } from "@gradphoto/domain/photo-standard";
import type { DoseRun } from "./dose-run.ts";
import { type CheckSummary, dependsOnTone, isWrong, type LevelSummary, type SeriesSummary } from "./dose-summary.ts";
import { unreachedChecks } from "./series/all-series.ts";
import type { SideEffect } from "./side-effects.ts";

export const plotName = (series: string, check: string): string => `plots/${series}--${check}.svg`;

export function pageOf(run: DoseRun, summaries: readonly SeriesSummary[]): string {
  const reached = summaries.filter(({ checks }) => checks.length > 0);
  return [
    "# 剂量与反应 Dose and response",
    "",
    `由 \`npm run lab -- accuracy\` 写成：${run.people.length} 人，${run.photos} 张照片。每个系列只改一件事，真值已知；表中是检查开始提示、开始拒绝的剂量：中位数，括号内为四分位数，“∞”表示未反应；没有改动时检查就已指出的人不计入。曲线“错”：超过十分之一的人，数值往回走的幅度既大于这项检查在无害改动（另一种 JPEG 品质、裁去 5 像素、缩小 4 %、传感器噪点）下的波动，也大于到界限路程的十分之一。“意见变轻”：剂量加大、结论反而变轻的人数。“沉默”：检查还没有反应就量不到了，或改由别的检查说明的人数。“肤色”：按未改动照片的肤色角分成较深与较浅两半，各自的中位剂量和 Spearman 等级相关；“depends”表示超出偶然的 99 %。`,
    "",
    `Written by \`npm run lab -- accuracy\`: ${run.people.length} people, ${run.photos} photos. Each series changes one thing of a photo by a known dose. The table gives the dose at which a check begins to warn and to refuse: median, quartiles in brackets, ∞ where it does not react. Whoever the check names already without a dose is left out. A curve is called wrong where more than a tenth of people turn back by more than the check's own noise over harmless versions (another JPEG quality, 5 px trimmed, 4 % smaller, a sensor's noise) and by more than a tenth of the way to its limit. Ease: people whom a larger dose gives a milder verdict. Silent: people for whom the check can no longer measure, or another finding tells the reason, before it reacted. Skin: median dose of the darker and the lighter half of people by the typology angle of their undosed photo, and Spearman's rank correlation; "depends" is beyond 99 % of chance.`,
    "",
    "## 何时反应 Where checks react",
    "",
    "| 系列 series (dose) | 检查 check | 人数 people | 提示 warns | 从不 never | 拒绝 refuses | 从不 never | 回头 turn back | 意见变轻 ease | 沉默 silent | 肤色 skin: darker / lighter, ρ |",
    "|---|---|---|---|---|---|---|---|---|---|---|",
    ...reached.flatMap((summary) => summary.checks.map((check) => row(summary, check))),
    "",
    "## 不应移动的 What must not move",
    "",
    "剂量再大也不该新出现意见的检查：出现意见的人数／人数。 Checks a series must leave alone: people with a new finding, of people without one before.",
    "",
    "| 系列 series | 检查 check |",
    "|---|---|",
    ...summaries
      .filter(({ holds }) => holds.length > 0)
      .map(({ series, holds }) => `| ${series.id} | ${effects(holds)} |`),
    "",
    "## 顺带出现的 What else reacts",
    "",
    "| 系列 series | 检查 check |",
    "|---|---|",
    ...summaries
      .filter(({ beside }) => beside.length > 0)
      .map(({ series, beside }) => `| ${series.id} | ${effects(beside)} |`),
    "",
    "## 没有系列的检查 Checks without a series",
    "",
    "| 检查 check | 原因 why |",
    "|---|---|",
    ...Object.entries(unreachedChecks).map(([check, { zh, en }]) => `| ${check} | ${zh}<br>${en} |`),
    "",
    "## 图 Plots",
    "",
    ...reached.flatMap(({ series, checks }) =>
      checks.map(({ check }) => `![${check} over ${series.id}](${plotName(series.id, check)})`),
    ),
    "",
  ].join("\n");
}

function row({ series }: SeriesSummary, summary: CheckSummary): string {
  const { check, people, warn, fail, turningBack, easing, silent } = summary;
  const { title } = findingWords[check];
  const back = `${turningBack}${isWrong(summary) ? " **错 wrong**" : ""}`;
  return `| ${series.title.zh} ${series.id} (${series.dose.en}) | [${title.zh} ${check}](${plotName(series.id, check)}) | ${people} | ${reactsAt(warn)} | ${neverOf(warn)} | ${fail ? reactsAt(fail) : "—"} | ${fail ? neverOf(fail) : "—"} | ${back} | ${easing} | ${silent} | ${skinOf(summary)} |`;
}

const figure = (dose: number | null): string => (dose === null ? "∞" : Number(dose.toPrecision(3)).toString());

const reactsAt = ({ people, lower, median, upper }: LevelSummary): string =>
  people === 0 ? "—" : `${figure(median)} (${figure(lower)}–${figure(upper)})`;

const neverOf = ({ never, people, already }: LevelSummary): string =>
  `${never}/${people}${already > 0 ? `, +${already} already` : ""}`;

function skinOf(summary: CheckSummary): string {
  const { tone } = summary.fail && summary.warn.people === 0 ? summary.fail : summary.warn;
  if (tone.rho === null) return "—";
  return `${figure(tone.darker)} / ${figure(tone.lighter)}, ${tone.rho.toFixed(2)}${dependsOnTone(summary) ? " **depends**" : ""}`;
}

const effects = (list: readonly SideEffect[]): string =>
  list
    .map(({ check, moved, people }) => {
      const words = `${isCheckId(check) ? findingWords[check].title.zh : ""} ${check} ${moved}/${people}`;
      return moved > 0 ? `**${words}**` : words;
    })
    .join(", ");

/** Curves as rows of [dose, value, verdict] with values to five digits. */
export function jsonOf(run: DoseRun, summaries: readonly SeriesSummary[]): string {
  const round = (value: number | null): number | null => (value === null ? null : Number(value.toPrecision(5)));
  const whole = {
    people: run.people.map(({ toneDeg }) => ({ typologyDeg: round(toneDeg) })),
    photos: run.photos,
    series: summaries.map(({ series, people, checks, holds, beside }) => ({
      id: series.id,
      dose: series.dose.en,
      doses: series.doses,
      people,
      checks: checks.map((summary) => ({
        ...summary,
        noise: round(summary.noise),
        wrong: isWrong(summary),
        curves: summary.curves.map(({ person, points }) => ({
          person,
          points: points.map(({ dose, value, verdict }) => [dose, round(value), verdict]),
        })),
      })),
      holds,
      beside,
    })),
  };
  return `${JSON.stringify(whole)}\n`;
}

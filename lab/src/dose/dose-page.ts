/** Report of a run in Markdown, and the same figures as JSON. */
import { findingWords } from "@gradphoto/domain/photo-standard";
import type { DoseRun } from "./dose-run.ts";
import type { SideEffect } from "./dose-summary.ts";
import {
  type CheckSummary,
  dependsOnTone,
  isWrong,
  type LevelSummary,
  type SeriesSummary,
} from "./dose-summary.ts";
import { unreachedChecks } from "./series/all-series.ts";

export const plotName = (series: string, check: string): string => `plots/${series}--${check}.svg`;

export function pageOf(run: DoseRun, summaries: readonly SeriesSummary[]): string {
  return [
    "# 剂量与反应 Dose and response",
    "",
    `由 \`npm run lab -- accuracy\` 写成：${run.people.length} 人，${run.photos} 张照片。每个系列只把一件事改变已知的剂量。列出的是开始提示、开始拒绝的剂量：中位数，括号内为四分位数，“∞”表示没有反应，never 之后是没有反应的人数；没有改动时就已指出的人（already）不计入。“wrong”：超过十分之一的人数值往回走，幅度大于无害改动（另一种 JPEG 品质、裁去 5 像素、缩小 4 %、传感器噪点）下的波动，也大于到界限路程的十分之一。“easing”：剂量加大、结论反而变轻的人数。“silent”：还没有反应就量不到、或由别的检查说明的人数。“skin”：按肤色角较深一半／较浅一半的中位剂量与 Spearman 等级相关；“depends”表示超出偶然的 99 %。全部数值在 \`dose.json\`。`,
    "",
    `Written by \`npm run lab -- accuracy\`: ${run.people.length} people, ${run.photos} photos. Each series changes one property by a measured dose. Listed: the dose at which a check starts to warn and to refuse: median (quartiles), ∞ for no reaction, never: people without a reaction. People with a finding at dose zero (already) are excluded. Wrong: more than a tenth of people turn back by more than the noise over harmless changes (JPEG quality, 5 px cropped, 4 % smaller, sensor noise) and by more than a tenth of the distance to the limit. Easing: people with a milder verdict at a higher dose. Silent: people whose value is lost, or explained by another check, ahead of a reaction. Skin: median dose of the darker / lighter half by typology angle, with Spearman's correlation; "depends" is beyond 99 % of chance.`,
    "",
    "## 何时反应 Where checks react",
    "",
    ...summaries.flatMap((summary) => summary.checks.map((check) => line(summary, check))),
    "",
    "## 不应移动的 What must not move",
    "",
    "剂量再大也不该新出现意见的检查；出现了的，写明人数。 Checks that a series must not affect, with the number of people with a new finding, if any.",
    "",
    ...summaries
      .filter(({ holds }) => holds.length > 0)
      .map(({ series, holds }) => `- ${series.id}: ${effects(holds)}`),
    "",
    "## 顺带出现的 What else reacts",
    "",
    ...summaries
      .filter(({ sideEffects }) => sideEffects.length > 0)
      .map(({ series, sideEffects }) => `- ${series.id}: ${effects(sideEffects)}`),
    "",
    "## 没有系列的检查 Checks without a series",
    "",
    ...reasons(),
    "",
  ].join("\n");
}

function line({ series }: SeriesSummary, summary: CheckSummary): string {
  const { check, people, warn, fail, turningBack, easing, silent } = summary;
  const notes = [
    reactsAt("warns", warn),
    ...(fail ? [reactsAt("refuses", fail)] : []),
    ...(turningBack > 0
      ? [`turn back ${turningBack}${isWrong(summary) ? " **错 wrong**" : ""}`]
      : []),
    ...(easing > 0 ? [`easing ${easing}`] : []),
    ...(silent > 0 ? [`silent ${silent}`] : []),
    ...skinOf(summary),
  ];
  return `- ${series.title.zh} ${series.id} (${series.dose.en}), [${findingWords[check].title.zh} ${check}](${plotName(series.id, check)}), ${people} people: ${notes.join("; ")}`;
}

const figure = (dose: number | null): string =>
  dose === null ? "∞" : Number(dose.toPrecision(3)).toString();

function reactsAt(
  verb: string,
  { people, already, never, lower, median, upper }: LevelSummary,
): string {
  if (people === 0) return `${verb} —`;
  const missed = `${never > 0 ? `, never ${never}/${people}` : ""}${already > 0 ? `, already ${already}` : ""}`;
  return `${verb} ${figure(median)} (${figure(lower)}–${figure(upper)})${missed}`;
}

function skinOf(summary: CheckSummary): readonly string[] {
  const { tone } = summary.fail && summary.warn.people === 0 ? summary.fail : summary.warn;
  if (tone.rho === null) return [];
  const depends = dependsOnTone(summary) ? " **depends**" : "";
  return [
    `skin ${figure(tone.darker)}/${figure(tone.lighter)}, ρ ${tone.rho.toFixed(2)}${depends}`,
  ];
}

const effects = (list: readonly SideEffect[]): string =>
  list
    .map(({ check, moved, people }) => (moved > 0 ? `**${check} ${moved}/${people}**` : check))
    .join(", ");

/** Lists the checks without a series; checks with the same reason share a line. */
function reasons(): readonly string[] {
  const checksOf = new Map<string, string[]>();
  for (const [check, { zh, en }] of Object.entries(unreachedChecks)) {
    const reason = `${zh} / ${en}`;
    checksOf.set(reason, [...(checksOf.get(reason) ?? []), check]);
  }
  return [...checksOf].map(([reason, checks]) => `- ${checks.join(", ")}: ${reason}`);
}

/** Serializes the run. A curve is a list of [dose, value, verdict]; values are rounded to five digits. */
export function jsonOf(run: DoseRun, summaries: readonly SeriesSummary[]): string {
  const round = (value: number | null): number | null =>
    value === null ? null : Number(value.toPrecision(5));
  const complete = {
    people: run.people.map(({ toneDeg }) => ({ typologyDeg: round(toneDeg) })),
    photos: run.photos,
    series: summaries.map(({ series, people, checks, holds, sideEffects }) => ({
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
      sideEffects,
    })),
  };
  return `${JSON.stringify(complete)}\n`;
}

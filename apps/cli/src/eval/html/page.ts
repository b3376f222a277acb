/** The whole evaluation as one page that needs no other file. */
import { brand, type Language } from "@gradphoto/domain/photo-standard";
import { checks } from "@gradphoto/engine";
import type { Evaluation } from "../evaluation.ts";
import { escapeHtml } from "./escape.ts";
import { photoCard, type ShownPhoto } from "./photo-card.ts";
import { stripPlot } from "./strip-plot.ts";
import { style } from "./style.ts";

/** Pointing at a finding shows its place alone. */
const pointing = `
for (const type of ["pointerover", "focusin"]) document.addEventListener(type, (event) => {
  for (const card of document.querySelectorAll(".card.pointing")) card.classList.remove("pointing");
  for (const group of document.querySelectorAll(".pointed")) group.classList.remove("pointed");
  const item = event.target.closest(".card li[data-id]");
  if (!item) return;
  const card = item.closest(".card");
  const groups = card.querySelectorAll('.overlay g[data-id="' + item.dataset.id + '"]');
  for (const group of groups) group.classList.add("pointed");
  card.classList.toggle("pointing", groups.length > 0);
});`;

export function evaluationPage(evaluation: Evaluation, shown: readonly ShownPhoto[], language: Language): string {
  const zh = language === "zh";
  const title = zh ? `${brand.zh} · 检查评估` : `${brand.en} · evaluation of the checks`;
  const judged = shown.map((photo) => photo.judged);
  const plots = checks.map(({ id }) => stripPlot(id, judged, language)).join("\n");
  const cards = [...shown].sort((a, b) => errorsOf(b) - errorsOf(a)).map((photo) => photoCard(photo, language));
  return `<!doctype html>
<html lang="${zh ? "zh-CN" : "en"}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
<main>
<h1>${escapeHtml(title)}</h1>
<p class="soft">${evaluation.spec} · ${zh ? "引擎" : "engine"} ${evaluation.engine}</p>
<dl class="totals">${totals(evaluation, zh).join("")}</dl>
<h2>${zh ? "每项测量" : "Every measure"}</h2>
<p class="soft">${
    zh
      ? "每点一张照片：红点为标注有此问题，红圈为可议，灰点为无；竖线为界限（实线拒绝，虚线提示）。"
      : "One dot per photo: red is labelled with the matter, a red ring is debatable, grey is neither; lines are the limits, fail solid, warn dashed."
  }</p>
<div class="plots">${plots}</div>
<h2>${zh ? "每张照片" : "Every photo"}</h2>
<p class="soft">${zh ? "错得最多的在前。指向一条结果，只显示它的位置。" : "Those with most errors first. Point at a finding to see its place alone."}</p>
<div class="cards">${cards.join("\n")}</div>
</main>
<script>${pointing}</script>
</html>
`;
}

const errorsOf = ({ row }: ShownPhoto): number =>
  row.falseAlarms.length + row.reasons.filter(({ found }) => found === null).length;

function totals({ totals: sums, geometry, insideEveryWindow, unreadable }: Evaluation, zh: boolean): string[] {
  const tile = (zhName: string, enName: string, figure: string): string =>
    `<div><dt>${zh ? zhName : enName}</dt><dd>${figure}</dd></div>`;
  return [
    tile("照片", "photos", `${sums.photos}`),
    tile("标注原因中找到", "labelled reasons found", `${sums.reasonsFound.count} / ${sums.reasonsFound.of}`),
    tile(
      "问题照片：拒绝 / 提示 / 无反应",
      "bad: refused / flagged / silent",
      `${sums.badRefused} / ${sums.badOnlyFlagged} / ${sums.badSilent.length}`,
    ),
    tile(
      "至少找对一项",
      "bad with a correct reason",
      `${sums.badWithCorrectReason.count} / ${sums.badWithCorrectReason.of}`,
    ),
    tile("合格照片误拒", "good wrongly refused", `${sums.goodRefused.count} / ${sums.goodRefused.of}`),
    tile(
      "仅背景不合格、因别的被拒",
      "good but for the background, refused",
      `${sums.goodButForBackgroundRefused.count} / ${sums.goodButForBackgroundRefused.of}`,
    ),
    tile("无人标注：拒绝 + 提示", "nobody labelled: fail + warn", `${sums.unlabelledFail} + ${sums.unlabelledWarn}`),
    tile("成品全部在范围内", "results inside every window", `${insideEveryWindow} / ${geometry.length}`),
    tile("未能读取", "unreadable", `${unreadable.length}`),
  ];
}

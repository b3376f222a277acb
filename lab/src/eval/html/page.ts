/** Builds the complete evaluation as one self-contained HTML page. */
import {
  brand,
  type Finding,
  familyOf,
  type Verdict,
  verdictLabel,
} from "@gradphoto/domain/photo-standard";
import { checks } from "@gradphoto/engine";
import type { Evaluation, PhotoRow } from "../evaluation.ts";
import type { JudgedPhoto } from "../judge-photos.ts";
import { escapeHtml, overlaySvg, type PictureSize } from "./overlay-svg.ts";
import type { Pictures } from "./pictures.ts";
import { stripPlot } from "./strip-plot.ts";

interface EvaluatedPhoto {
  readonly judged: JudgedPhoto;
  readonly row: PhotoRow;
  readonly pictures: Pictures;
}

const words = {
  expected: "labelled",
  debatable: "debatable",
  pass: "pass",
  missed: "missed",
  alarm: "false alarm",
  detected: "correct",
  accepted: "allowed",
  rest: "other checks",
  none: "no picture",
} as const;

/** Builds the card of one photo: original next to result, labels and findings. */
function photoCard({ judged, row, pictures }: EvaluatedPhoto): string {
  const { photo, outcome, problem } = judged;
  const findings = outcome?.report.findings ?? [];
  const visible = findings.filter(({ verdict }) => verdict === "fail" || verdict === "warn");
  const rest = findings.filter((finding) => !visible.includes(finding));
  const missed = row.reasons
    .filter(({ detected }) => detected === null)
    .map(({ id }) => chip("missed", id));
  const expected = photo.expected.length ? photo.expected.join(" · ") : words.pass;
  const debatable = photo.debatable.length
    ? `<span>${words.debatable} ${photo.debatable.join(" · ")}</span>`
    : "";
  const source = outcome?.report.source;
  const output = outcome?.report.output ?? null;
  return `<article class="card" id="${escapeHtml(photo.file)}">
<h3>${escapeHtml(photo.file)}</h3>
<p class="labels"><span>${words.expected} <b>${escapeHtml(expected)}</b></span>${debatable}</p>
<div class="pair">${figure(pictures.original, findings, "source", source)}${figure(pictures.result, findings, "result", output)}</div>
${problem ? `<p>${escapeHtml(problem)}</p>` : ""}
<ul>${missed.join("")}${visible.map((finding) => findingItem(finding, row)).join("")}</ul>
<details><summary>${words.rest} (${rest.length})</summary><ul>${rest.map((finding) => restItem(finding)).join("")}</ul></details>
</article>`;
}

function figure(
  uri: string | null,
  findings: readonly Finding[],
  on: "source" | "result",
  size: PictureSize | null | undefined,
): string {
  if (!uri || !size || size.width === 0) return `<div class="frame empty">${words.none}</div>`;
  return `<div class="frame"><img src="${uri}" alt="" loading="lazy">${overlaySvg(findings, on, size)}</div>`;
}

type Status = "detected" | "debatable" | "alarm" | "accepted" | "missed";

const icons: Readonly<Record<Status, string>> = {
  detected: "✓",
  debatable: "~",
  alarm: "✗",
  accepted: "·",
  missed: "−",
};

const chip = (status: Status, id: string): string =>
  `<li class="${status}"><b>${icons[status]} ${words[status]}</b> ${escapeHtml(id)}</li>`;

function statusOf(id: string, { expected, debatable, falseAlarms }: PhotoRow): Status {
  const family = familyOf(id);
  if (family.some((member) => expected.includes(member))) return "detected";
  if (family.some((member) => debatable.includes(member))) return "debatable";
  return falseAlarms.some((alarm) => family.includes(alarm.id)) ? "alarm" : "accepted";
}

const verdictMark = (verdict: Verdict): string =>
  `<span class="${verdict}">${verdictLabel(verdict).en}</span>`;

function findingItem({ id, verdict, message }: Finding, row: PhotoRow): string {
  const status = statusOf(id, row);
  return `<li class="${status}" data-id="${escapeHtml(id)}" tabindex="0"><b>${icons[status]} ${words[status]}</b> ${verdictMark(verdict)} ${escapeHtml(id)}<br><small>${escapeHtml(message.en)}</small></li>`;
}

const restItem = ({ id, verdict, message }: Finding): string =>
  `<li data-id="${escapeHtml(id)}" tabindex="0">${verdictMark(verdict)} ${escapeHtml(id)}<br><small>${escapeHtml(message.en)}</small></li>`;

/** Style sheet of the page, for light and dark mode. */
const style = `
:root {
  color-scheme: light dark;
  --paper: #faf9f6; --card: #ffffff; --line: #e2dfd8; --ink: #1f3a5f; --text: #2a2f36; --soft: #6b6f76;
  --fail: #b3261e; --warn: #8a5a00; --pass: #2e6b3f; --dot: #8b93a0; --frame: #cfcac0;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16191d; --card: #1e2227; --line: #333941; --ink: #b9cdea; --text: #e3e5e8; --soft: #9aa1ab;
    --fail: #ff8a80; --warn: #e9b44c; --pass: #7cc492; --dot: #7d8794; --frame: #444b55;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: 32px 24px 64px; background: var(--paper); color: var(--text);
  font: 15px/1.6 "PingFang SC", "HarmonyOS Sans SC", MiSans, "Noto Sans CJK SC", system-ui, sans-serif;
  font-variant-numeric: tabular-nums;
}
main { max-width: 1240px; margin: 0 auto; }
h1 { font-size: 28px; color: var(--ink); margin: 0; font-weight: 600; }
h2 { font-size: 22px; color: var(--ink); margin: 48px 0 16px; font-weight: 600; }
h3 { font-size: 15px; margin: 0; font-weight: 600; overflow-wrap: anywhere; }
.soft, .labels, small, summary { color: var(--soft); font-size: 13px; }
.totals { display: grid; grid-template-columns: repeat(auto-fill, minmax(200px, 1fr)); gap: 12px; padding: 0; margin: 24px 0 0; }
.totals div { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 12px 16px; }
.totals dt { font-size: 13px; color: var(--soft); }
.totals dd { margin: 0; font-size: 22px; color: var(--ink); }
.plots { display: grid; grid-template-columns: repeat(auto-fill, minmax(400px, 1fr)); gap: 12px; }
.plot { margin: 0; padding: 12px 16px; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.plot figcaption { font-size: 15px; }
.plot code { font-size: 13px; color: var(--soft); }
.plot svg { display: block; width: 100%; height: auto; }
.plot text { font-size: 11px; fill: var(--soft); }
.plot text.fail { fill: var(--fail); }
.plot text.warn { fill: var(--warn); }
.plot .axis { stroke: var(--line); }
.plot .limit.fail { stroke: var(--fail); }
.plot .limit.warn { stroke: var(--warn); stroke-dasharray: 4 3; }
.plot circle { fill: var(--dot); fill-opacity: 0.75; }
.plot circle.labelled { fill: var(--fail); fill-opacity: 1; }
.plot circle.debatable { fill: none; stroke: var(--fail); stroke-width: 1.5; }
.plot span.labelled { color: var(--fail); font-size: 13px; white-space: nowrap; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(440px, 1fr)); gap: 16px; align-items: start; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 16px; }
.labels { margin: 0 0 8px; }
.labels span { margin-right: 16px; }
.labels b { color: var(--text); font-weight: 600; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; align-items: start; }
.frame { position: relative; border: 1px solid var(--frame); line-height: 0; }
.frame img { width: 100%; height: auto; display: block; }
.frame.empty { aspect-ratio: 3 / 4; display: grid; place-items: center; color: var(--soft); font-size: 13px; line-height: 1.6; }
.overlay { position: absolute; inset: 0; width: 100%; height: 100%; }
.overlay g { fill: none; stroke-width: 1.5; }
.overlay g * { vector-effect: non-scaling-stroke; }
.overlay .fail { stroke: #e0392f; }
.overlay .warn { stroke: #f0a92e; }
.overlay .pass, .overlay .unsure { stroke: #3fa35b; visibility: hidden; }
.overlay circle { fill: currentColor; stroke: inherit; fill-opacity: 0; }
.card.pointing .overlay g { visibility: hidden; }
.card.pointing .overlay g.pointed { visibility: visible; stroke-width: 3; }
.card ul { list-style: none; margin: 12px 0 0; padding: 0; }
.card li { padding: 4px 8px; border-left: 3px solid var(--line); margin-bottom: 4px; font-size: 13px; line-height: 1.5; }
.card li[data-id] { cursor: default; }
.card li[data-id]:hover, .card li:focus-visible { background: var(--paper); }
li.found { border-color: var(--pass); } li.found > b { color: var(--pass); }
li.missed, li.alarm { border-color: var(--fail); } li.missed > b, li.alarm > b { color: var(--fail); }
li.debatable { border-color: var(--warn); } li.debatable > b { color: var(--warn); }
span.fail { color: var(--fail); } span.warn { color: var(--warn); } span.pass { color: var(--pass); } span.unsure { color: var(--soft); }
@media (max-width: 520px) { body { padding: 16px; } .plots, .cards { grid-template-columns: 1fr; } }
`;

/** Script of the page: hovering over a finding displays only its overlay. */
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

export function evaluationPage(evaluation: Evaluation, visible: readonly EvaluatedPhoto[]): string {
  const title = `${brand.en} · evaluation of the checks`;
  const judged = visible.map((photo) => photo.judged);
  const plots = checks.map(({ id }) => stripPlot(id, judged)).join("\n");
  const cards = [...visible]
    .sort((a, b) => errorsOf(b) - errorsOf(a))
    .map((photo) => photoCard(photo));
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
<main>
<h1>${escapeHtml(title)}</h1>
<p class="soft">${evaluation.spec} · engine ${evaluation.engine}</p>
<dl class="totals">${totals(evaluation).join("")}</dl>
<h2>Every measure</h2>
<p class="soft">One dot per photo: red is labelled with the matter, a red ring is debatable, grey is neither; lines are the limits, fail solid, warn dashed.</p>
<div class="plots">${plots}</div>
<h2>Every photo</h2>
<p class="soft">Those with most errors first. Point at a finding to see its place alone.</p>
<div class="cards">${cards.join("\n")}</div>
</main>
<script>${pointing}</script>
</html>
`;
}

const errorsOf = ({ row }: EvaluatedPhoto): number =>
  row.falseAlarms.length + row.reasons.filter(({ detected }) => detected === null).length;

function totals({ totals: sums, geometry, insideEveryWindow, unreadable }: Evaluation): string[] {
  const tile = (name: string, figure: string): string =>
    `<div><dt>${name}</dt><dd>${figure}</dd></div>`;
  return [
    tile("photos", `${sums.photos}`),
    tile("labelled reasons found", `${sums.detectedReasons.count} / ${sums.detectedReasons.of}`),
    tile(
      "bad: refused / flagged / silent",
      `${sums.badRefused} / ${sums.badOnlyFlagged} / ${sums.badSilent.length}`,
    ),
    tile(
      "bad with a correct reason",
      `${sums.badWithCorrectReason.count} / ${sums.badWithCorrectReason.of}`,
    ),
    tile("good wrongly refused", `${sums.goodRefused.count} / ${sums.goodRefused.of}`),
    tile(
      "good but for the background, refused",
      `${sums.goodButForBackgroundRefused.count} / ${sums.goodButForBackgroundRefused.of}`,
    ),
    tile("nobody labelled: fail + warn", `${sums.unlabelledFail} + ${sums.unlabelledWarn}`),
    tile("results inside every window", `${insideEveryWindow} / ${geometry.length}`),
    tile("unreadable", `${unreadable.length}`),
  ];
}

/** One photo of the page: original beside result, its labels, its findings. */
import { type Finding, familyOf, type Language, type Verdict, verdictLabel } from "@gradphoto/domain/photo-standard";
import type { PhotoRow } from "../evaluation.ts";
import type { JudgedPhoto } from "../judge-photos.ts";
import { escapeHtml } from "./escape.ts";
import { overlaySvg, type PictureSize } from "./overlay-svg.ts";
import type { Pictures } from "./pictures.ts";

export interface ShownPhoto {
  readonly judged: JudgedPhoto;
  readonly row: PhotoRow;
  readonly pictures: Pictures;
}

const words = {
  expected: { zh: "标注", en: "labelled" },
  debatable: { zh: "可议", en: "debatable" },
  pass: { zh: "合格", en: "pass" },
  missed: { zh: "漏检", en: "missed" },
  alarm: { zh: "误报", en: "false alarm" },
  found: { zh: "找对", en: "correct" },
  accepted: { zh: "允许", en: "allowed" },
  rest: { zh: "其余检查", en: "other checks" },
  none: { zh: "没有图像", en: "no picture" },
} as const;

export function photoCard({ judged, row, pictures }: ShownPhoto, language: Language): string {
  const { photo, outcome, problem } = judged;
  const findings = outcome?.report.findings ?? [];
  const shown = findings.filter(({ verdict }) => verdict === "fail" || verdict === "warn");
  const rest = findings.filter((finding) => !shown.includes(finding));
  const missed = row.reasons.filter(({ found }) => found === null).map(({ id }) => chip("missed", id, language));
  const expected = photo.expected.length ? photo.expected.join(" · ") : words.pass[language];
  const debatable = photo.debatable.length
    ? `<span>${words.debatable[language]} ${photo.debatable.join(" · ")}</span>`
    : "";
  const source = outcome?.report.source;
  const output = outcome?.report.output ?? null;
  return `<article class="card" id="${escapeHtml(photo.file)}">
<h3>${escapeHtml(photo.file)}</h3>
<p class="labels"><span>${words.expected[language]} <b>${escapeHtml(expected)}</b></span>${debatable}</p>
<div class="pair">${figure(pictures.original, findings, "source", source, language)}${figure(pictures.result, findings, "result", output, language)}</div>
${problem ? `<p>${escapeHtml(problem)}</p>` : ""}
<ul>${missed.join("")}${shown.map((finding) => findingItem(finding, row, language)).join("")}</ul>
<details><summary>${words.rest[language]} (${rest.length})</summary><ul>${rest.map((finding) => restItem(finding, language)).join("")}</ul></details>
</article>`;
}

function figure(
  uri: string | null,
  findings: readonly Finding[],
  on: "source" | "result",
  size: PictureSize | null | undefined,
  language: Language,
): string {
  if (!uri || !size || size.width === 0) return `<div class="frame empty">${words.none[language]}</div>`;
  return `<div class="frame"><img src="${uri}" alt="" loading="lazy">${overlaySvg(findings, on, size)}</div>`;
}

type Status = "found" | "debatable" | "alarm" | "accepted" | "missed";

const icons: Readonly<Record<Status, string>> = {
  found: "✓",
  debatable: "~",
  alarm: "✗",
  accepted: "·",
  missed: "−",
};

const chip = (status: Status, id: string, language: Language): string =>
  `<li class="${status}"><b>${icons[status]} ${words[status][language]}</b> ${escapeHtml(id)}</li>`;

function statusOf(id: string, { expected, debatable, falseAlarms }: PhotoRow): Status {
  const family = familyOf(id);
  if (family.some((member) => expected.includes(member))) return "found";
  if (family.some((member) => debatable.includes(member))) return "debatable";
  return falseAlarms.some((alarm) => family.includes(alarm.id)) ? "alarm" : "accepted";
}

const verdictMark = (verdict: Verdict, language: Language): string =>
  `<span class="${verdict}">${verdictLabel(verdict)[language]}</span>`;

function findingItem({ id, verdict, message }: Finding, row: PhotoRow, language: Language): string {
  const status = statusOf(id, row);
  return `<li class="${status}" data-id="${escapeHtml(id)}" tabindex="0"><b>${icons[status]} ${words[status][language]}</b> ${verdictMark(verdict, language)} ${escapeHtml(id)}<br><small>${escapeHtml(message[language])}</small></li>`;
}

const restItem = ({ id, verdict, message }: Finding, language: Language): string =>
  `<li data-id="${escapeHtml(id)}" tabindex="0">${verdictMark(verdict, language)} ${escapeHtml(id)}<br><small>${escapeHtml(message[language])}</small></li>`;

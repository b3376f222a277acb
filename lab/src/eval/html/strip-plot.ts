/** Plots one measure over all photos: one dot per photo on the value axis, and the limits as lines. */
import { type CheckLimits, type Finding, familyOf } from "@gradphoto/domain/photo-standard";
import type { JudgedPhoto } from "../judge-photos.ts";
import { escapeHtml } from "./overlay-svg.ts";

const widthPx = 560;
const marginPx = 12;
const dotRadiusPx = 4;
const topPx = 34;
const tallestStackPx = 80;
const widestRowPx = 9;
const axisRoomPx = 20;

interface Dot {
  readonly file: string;
  readonly value: number;
  readonly kind: "labelled" | "debatable" | "other";
}

/** Draws the plot. Returns an empty text when all photos have the same value or none. */
export function stripPlot(id: string, judged: readonly JudgedPhoto[]): string {
  const measured = judged.flatMap(({ photo, outcome }) => {
    const finding = outcome?.report.findings.find((candidate) => candidate.id === id);
    return finding && finding.value !== null ? [{ photo, finding, value: finding.value }] : [];
  });
  const finding = measured[0]?.finding;
  if (!finding || measured.every(({ value }) => value === finding.value)) return "";
  const family = familyOf(id);
  const dots = measured.map(({ photo, value }): Dot => {
    const labelled = family.some((member) => photo.expected.includes(member));
    const debatable = family.some((member) => photo.debatable.includes(member));
    return {
      file: photo.file,
      value,
      kind: labelled ? "labelled" : debatable ? "debatable" : "other",
    };
  });
  const limits = limitLines(finding.limit);
  const at = axisOf([...dots.map(({ value }) => value), ...limits.map(({ value }) => value)]);
  const placed = stack(dots, at);
  const rows = 1 + Math.max(...placed.map(({ row }) => row));
  const rowPx = Math.min(widestRowPx, tallestStackPx / rows);
  const bottomPx = topPx + rows * rowPx + 6;
  const format = (value: number): string => figureOf(value, finding);
  const labelled = dots.filter(({ kind }) => kind === "labelled").length;
  return `<figure class="plot"><figcaption>${escapeHtml(finding.title.en)} <code>${escapeHtml(id)}</code>${labelled ? ` <span class="labelled">${labelled} labelled</span>` : ""}</figcaption>
<svg viewBox="0 0 ${widthPx} ${bottomPx + axisRoomPx}">
${limits.map(({ value, level }, i) => limitLine(at(value), `${level} ${format(value)}`, level, i, bottomPx)).join("")}
<line class="axis" x1="${marginPx}" x2="${widthPx - marginPx}" y1="${bottomPx}" y2="${bottomPx}"/>
${placed.map(({ dot, x, row }) => `<circle class="${dot.kind}" cx="${x.toFixed(1)}" cy="${bottomPx - 6 - row * rowPx}" r="${dotRadiusPx}"><title>${escapeHtml(dot.file)} ${format(dot.value)}</title></circle>`).join("")}
${endLabels(dots, at, format, bottomPx)}
</svg></figure>`;
}

const figureOf = (value: number, { unit }: Finding): string =>
  unit === "share" ? `${(100 * value).toFixed(0)}%` : `${Number(value.toFixed(2))}`;

interface LimitLine {
  readonly value: number;
  readonly level: "fail" | "warn";
}

const limitLines = (limits: CheckLimits): LimitLine[] =>
  (["warn", "fail"] as const).flatMap((level) =>
    [limits[level]?.min, limits[level]?.max].flatMap((value) =>
      value === undefined ? [] : [{ value, level }],
    ),
  );

function axisOf(values: readonly number[]): (value: number) => number {
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  return (value) => marginPx + ((value - low) / span) * (widthPx - 2 * marginPx);
}

/** Stacks dots that would overlap. */
function stack(
  dots: readonly Dot[],
  at: (value: number) => number,
): { dot: Dot; x: number; row: number }[] {
  const lastXOfRow: number[] = [];
  return [...dots]
    .sort((a, b) => a.value - b.value)
    .map((dot) => {
      const x = at(dot.value);
      const free = lastXOfRow.findIndex((last) => x - last >= 2 * dotRadiusPx);
      const row = free < 0 ? lastXOfRow.length : free;
      lastXOfRow[row] = x;
      return { dot, x, row };
    });
}

function limitLine(
  x: number,
  label: string,
  level: string,
  index: number,
  bottomPx: number,
): string {
  const anchor = x > widthPx / 2 ? "end" : "start";
  const textX = x + (anchor === "end" ? -4 : 4);
  return `<line class="limit ${level}" x1="${x.toFixed(1)}" x2="${x.toFixed(1)}" y1="4" y2="${bottomPx}"/><text class="${level}" x="${textX.toFixed(1)}" y="${12 + (index % 2) * 13}" text-anchor="${anchor}">${label}</text>`;
}

function endLabels(
  dots: readonly Dot[],
  at: (value: number) => number,
  format: (value: number) => string,
  bottomPx: number,
): string {
  const values = dots.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const label = (value: number, anchor: string): string =>
    `<text x="${at(value).toFixed(1)}" y="${bottomPx + 15}" text-anchor="${anchor}">${format(value)}</text>`;
  return label(low, "start") + label(high, "end");
}

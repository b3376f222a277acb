/**
 * Draws an SVG plot of a check's value over the doses of a series: one thin line per person, the median, and the
 * limits.
 */
import { checkFacts, findingWords } from "@gradphoto/domain/photo-standard";
import { clamp, median, percentile } from "../../../packages/engine/src/maths/statistics.ts";
import type { CheckSummary } from "./dose-summary.ts";
import type { Series } from "./series/series.ts";

const size = { width: 720, height: 440 };
const frame = { left: 76, right: 700, top: 62, bottom: 376 };
const ink = {
  darker: "#7a4a21",
  lighter: "#e2a76b",
  median: "#111111",
  warn: "#c77700",
  fail: "#c62828",
  grid: "#dddddd",
};

/** Number of characters of the usual font size that fit next to the plot. */
const longestLabel = 44;

export function plotOf(
  series: Series,
  summary: CheckSummary,
  toneOf: (person: number) => number,
): string {
  const { check, curves, limits } = summary;
  const { title, quantity: measured } = findingWords[check];
  const quantity = `${measured.en} (${checkFacts[check].unit})`;
  const values = curves.flatMap(({ points }) => points.flatMap(({ value }) => value ?? []));
  const bounds = [limits.warn, limits.fail].flatMap((window) =>
    [window?.min, window?.max].filter((v) => v !== undefined),
  );
  const y = scaleOf(
    [percentile(values, 0.01), percentile(values, 0.99), ...bounds],
    frame.bottom,
    frame.top,
  );
  const [first, last] = [series.doses[0]!, series.doses.at(-1)!];
  const x = (dose: number): number =>
    frame.left + ((dose - first) / (last - first)) * (frame.right - frame.left);
  const middle = median(curves.map(({ person }) => toneOf(person)));
  const line = (points: readonly { dose: number; value: number | null }[]): string =>
    points
      .flatMap(({ dose, value }) =>
        value === null ? [] : `${x(dose).toFixed(1)},${y.at(value).toFixed(1)}`,
      )
      .join(" ");
  const thin = curves.map(
    ({ person, points }) =>
      `<polyline points="${line(points)}" stroke="${toneOf(person) < middle ? ink.darker : ink.lighter}" stroke-width="1" opacity="0.75"/>`,
  );
  const medians = series.doses.flatMap((dose) => {
    const there = curves.flatMap(
      ({ points }) => points.find((point) => point.dose === dose)?.value ?? [],
    );
    return there.length > 0 ? [{ dose, value: median(there) }] : [];
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="system-ui, 'Noto Sans CJK SC', sans-serif" font-size="13">
<title>${escaped(`${title.en}, ${series.title.en}`)}</title>
<rect width="${size.width}" height="${size.height}" fill="#ffffff"/>
<text x="${frame.left}" y="24" font-size="16" font-weight="600">${escaped(`${title.zh} · ${series.title.zh}`)}</text>
<text x="${frame.left}" y="44" fill="#555555">${escaped(`${title.en} · ${series.title.en} · ${curves.length} people`)}</text>
${series.doses.map((dose) => `<line x1="${x(dose).toFixed(1)}" x2="${x(dose).toFixed(1)}" y1="${frame.top}" y2="${frame.bottom}" stroke="${ink.grid}"/><text x="${x(dose).toFixed(1)}" y="${frame.bottom + 18}" text-anchor="middle">${dose}</text>`).join("\n")}
${y.ticks.map((tick) => `<line x1="${frame.left}" x2="${frame.right}" y1="${y.at(tick).toFixed(1)}" y2="${y.at(tick).toFixed(1)}" stroke="${ink.grid}"/><text x="${frame.left - 8}" y="${(y.at(tick) + 4).toFixed(1)}" text-anchor="end">${tick}</text>`).join("\n")}
<g fill="none">${thin.join("\n")}
<polyline points="${line(medians)}" stroke="${ink.median}" stroke-width="3"/></g>
${limitLines(summary, y.at)}
<text x="${(frame.left + frame.right) / 2}" y="${frame.bottom + 40}" text-anchor="middle">${escaped(`${series.dose.zh} · ${series.dose.en}`)}</text>
<text transform="translate(18 ${(frame.top + frame.bottom) / 2}) rotate(-90)" text-anchor="middle" font-size="${quantity.length > longestLabel ? 10 : 13}">${escaped(quantity)}</text>
${legend()}
</svg>
`;
}

function limitLines({ limits }: CheckSummary, at: (value: number) => number): string {
  const one = (name: "warn" | "fail", bound: number | undefined, words: string): string =>
    bound === undefined
      ? ""
      : `<line x1="${frame.left}" x2="${frame.right}" y1="${at(bound).toFixed(1)}" y2="${at(bound).toFixed(1)}" stroke="${ink[name]}" stroke-width="1.5" stroke-dasharray="7 4"/>
<text x="${name === "warn" ? frame.right - 4 : frame.left + 4}" y="${(at(bound) - 4).toFixed(1)}" text-anchor="${name === "warn" ? "end" : "start"}" fill="${ink[name]}">${words} ${bound}</text>`;
  return (["warn", "fail"] as const)
    .flatMap((name) => {
      const words = name === "warn" ? "提示 warn" : "拒绝 refuse";
      return [one(name, limits[name]?.min, words), one(name, limits[name]?.max, words)];
    })
    .join("\n");
}

function legend(): string {
  const entries = [
    [ink.median, 3, "中位 median"],
    [ink.darker, 1, "肤色较深的一半 darker half"],
    [ink.lighter, 1, "较浅的一半 lighter half"],
  ] as const;
  return entries
    .map(([colour, width, words], i) => {
      const left = frame.left + i * 210;
      return `<line x1="${left}" x2="${left + 24}" y1="${size.height - 10}" y2="${size.height - 10}" stroke="${colour}" stroke-width="${width}"/><text x="${left + 30}" y="${size.height - 6}" font-size="12">${words}</text>`;
    })
    .join("\n");
}

/** Returns an axis with round steps over all values, plus a small margin. Values outside are drawn at the edge. */
function scaleOf(values: readonly number[], from: number, to: number) {
  const existing = values.filter(Number.isFinite);
  const [low, high] = [Math.min(...existing), Math.max(...existing)];
  const room = 0.06 * (high - low || 1);
  const [bottom, top] = [low - room, high + room];
  const rough = (top - bottom) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const ticks: number[] = [];
  for (let tick = Math.ceil(bottom / step) * step; tick <= top; tick += step)
    ticks.push(Number(tick.toPrecision(6)));
  const at = (value: number): number =>
    from + ((clamp(value, bottom, top) - bottom) / (top - bottom)) * (to - from);
  return { ticks, at };
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

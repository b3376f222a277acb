/** Kinds of plots of the console, labelled on the plot itself instead of in a legend. */
import { Descriptions } from "antd";
import { lazy, useMemo } from "react";
import { count } from "../../lib/amounts.ts";
import { useIsDark } from "../../lib/theme.ts";
import { useJoinList } from "../../lib/words.ts";
import { LazySection } from "../lazy-section.tsx";
import type { PlotProps } from "./drawn-plot.tsx";
import { finestStep, groupEqualValues, type LinesProps } from "./figures.ts";

// The plotting library is fetched when the first plot is rendered.
const DrawnPlot = lazy(() => import("./drawn-plot.tsx"));

const usualHeightPx = 260;

export function Plot({
  heightPx = usualHeightPx,
  ...plot
}: Omit<PlotProps, "heightPx"> & Partial<PlotProps>) {
  return (
    <LazySection heightPx={heightPx}>
      <DrawnPlot heightPx={heightPx} {...plot} />
    </LazySection>
  );
}

/** Table of values in place of lines that would have only one or two points. */
function ValueTable({ label, places, lines, write }: Required<LinesProps>) {
  return places.map((place, at) => (
    <section key={place} aria-label={`${label} ${place}`}>
      <Descriptions
        title={place}
        size="small"
        column={1}
        items={lines.map(({ name, values }) => {
          const value = values[at] ?? null;
          return { key: name, label: name, children: value === null ? "—" : write(value) };
        })}
      />
    </section>
  ));
}

// Distinguishable by lightness as well as by hue.
export const light = ["#1f3a5f", "#b3341f", "#7d8a99"] as const;
export const dark = ["#9dbdea", "#f08a73", "#8d97a3"] as const;

/** None of them is the red used for failures. */
const lineColours = {
  light: ["#1f3a5f", "#c99a2e", "#2f7d6d", "#7a4f8c", "#7d8a99"],
  dark: ["#9dbdea", "#e6bb68", "#6fc2ae", "#c7a3d6", "#8d97a3"],
} as const;

/** Without an explicit colour, a label gets a border that blurs it. */
const textColours = { light: "#22272e", dark: "#eae7e1" } as const;

export interface Bar {
  readonly name: string;
  readonly value: number;
}

interface BarsProps {
  readonly label: string;
  readonly bars: readonly Bar[];
  /** Formats the value next to its bar. */
  readonly write?: (value: number) => string;
  /** The values are shares or agreement: a bar of full width is 1. */
  readonly isShare?: boolean;
}

/**
 * Value of a bar of full width; null: the largest value. Where every value is formatted like zero, no bar has a length.
 */
function longestOf(
  bars: readonly Bar[],
  write: (value: number) => string,
  isShare: boolean,
): number | null {
  const isNothing = bars.every(({ value }) => write(value) === write(0));
  return isShare || isNothing ? Math.max(1, ...bars.map(({ value }) => value)) : null;
}

const rowPx = 28;

/** One bar per row, with its value at its end. */
export function BarPlot({ label, bars, write = count, isShare = false }: BarsProps) {
  const [colours, text] = useIsDark() ? [dark, textColours.dark] : [light, textColours.light];
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 64, top: 4, bottom: 4, containLabel: true },
      xAxis: { type: "value", show: false, max: longestOf(bars, write, isShare) },
      yAxis: {
        type: "category",
        inverse: true,
        data: bars.map(({ name }) => name),
        axisTick: { show: false },
      },
      series: [
        {
          type: "bar",
          itemStyle: { color: colours[0] },
          barMaxWidth: 16,
          data: bars.map(({ value }) => value),
          label: {
            show: true,
            position: "right",
            color: text,
            formatter: ({ value }: { value: number }) => write(value),
          },
        },
      ],
    }),
    [bars, colours, text, write, isShare],
  );
  return <Plot label={label} option={option} heightPx={Math.max(60, bars.length * rowPx + 16)} />;
}

const minPoints = 3;

/** Line chart with a label at each line's end; below `minPoints` places, a table of values. */
export function LinePlot({ write = count, ...lines }: LinesProps) {
  const Chart = lines.places.length < minPoints ? ValueTable : Lines;
  return <Chart {...lines} write={write} />;
}

function Lines({ label, places, lines, write }: Required<LinesProps>) {
  const [colours, text] = useIsDark()
    ? [lineColours.dark, textColours.dark]
    : [lineColours.light, textColours.light];
  const listed = useJoinList();
  const option = useMemo(() => {
    const ends = groupEqualValues(
      lines.map(({ name, values }) => ({
        name,
        value: values.findLast((value) => value !== null) ?? null,
      })),
    );
    /** Lines that end in the same point share one label. */
    const endOf = (name: string): string | null => {
      const { names = [] } = ends.find((end) => end.names.includes(name)) ?? {};
      return names[0] === name ? listed(names) : null;
    };
    return {
      grid: { left: 8, right: 110, top: 16, bottom: 4, containLabel: true },
      tooltip: {
        trigger: "axis",
        valueFormatter: (value: unknown) => (typeof value === "number" ? write(value) : "—"),
      },
      xAxis: { type: "category", data: places, boundaryGap: false },
      yAxis: { type: "value", minInterval: finestStep(write), axisLabel: { formatter: write } },
      series: lines.map(({ name, values }, index) => ({
        type: "line",
        name,
        data: values,
        symbolSize: 6,
        color: colours[index % colours.length],
        endLabel: {
          show: endOf(name) !== null,
          formatter: endOf(name) ?? "",
          color: text,
          width: 100,
          overflow: "break",
        },
        labelLayout: { moveOverlap: "shiftY" },
      })),
    };
  }, [places, lines, colours, text, write, listed]);
  return <Plot label={label} option={option} />;
}

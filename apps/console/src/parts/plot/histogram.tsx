/** Histogram with equally wide steps and lines for limits; part of each bar can be highlighted. */
import { Typography } from "antd";
import { useMemo } from "react";
import { useIsDark } from "../../lib/theme.ts";
import { finestStep } from "./figures.ts";
import { Plot } from "./plot.tsx";
import { dark, light } from "./plots.tsx";

export interface Step {
  readonly from: number;
  readonly until: number;
  readonly count: number;
  /** Highlighted part of `count`. */
  readonly marked: number;
}

export interface Mark {
  readonly at: number;
  readonly name: string;
  /** The line being tried; others are thin. */
  readonly tried: boolean;
}

interface Props {
  readonly label: string;
  readonly steps: readonly Step[];
  readonly marks: readonly Mark[];
  /** Names of the plain and the highlighted part. */
  readonly names: readonly [plain: string, marked: string];
  readonly write: (value: number) => string;
}

const rowPx = 15;
const mostRows = 4;
/** Share of the plot's width; labels nearer than this would overlap. */
const nearShare = 0.12;

/** Puts each label into the lowest row where it overlaps no other. */
function inRows(marks: readonly Mark[], span: number): readonly (Mark & { readonly row: number })[] {
  const placed: (Mark & { readonly row: number })[] = [];
  for (const mark of [...marks].sort((one, other) => one.at - other.at)) {
    const taken = placed.filter(({ at }) => mark.at - at < span * nearShare).map(({ row }) => row);
    const free = Array.from({ length: mostRows }, (_, row) => row).find((row) => !taken.includes(row));
    placed.push({ ...mark, row: free ?? 0 });
  }
  return placed;
}

export function Histogram({ label, steps, marks, names, write }: Props) {
  const colours = useIsDark() ? dark : light;
  const option = useMemo(() => {
    const middle = ({ from, until }: Step): number => (from + until) / 2;
    const series = (name: string, colour: string, countOf: (step: Step) => number) => ({
      type: "bar",
      name,
      stack: "photos",
      barWidth: "96%",
      itemStyle: { color: colour },
      data: steps.map((step) => [middle(step), countOf(step)]),
    });
    const [plain, marked] = names;
    const named = inRows(marks, (steps.at(-1)?.until ?? 0) - (steps[0]?.from ?? 0));
    const rows = Math.max(0, ...named.map(({ row }) => row)) + 1;
    return {
      grid: { left: 8, right: 24, top: 8 + rows * rowPx, bottom: 4, containLabel: true },
      tooltip: { trigger: "axis", axisPointer: { type: "shadow" } },
      xAxis: {
        type: "value",
        min: steps[0]?.from,
        max: steps.at(-1)?.until,
        splitLine: { show: false },
        minInterval: finestStep(write),
        axisLabel: { formatter: write, hideOverlap: true, showMinLabel: false, showMaxLabel: false },
      },
      yAxis: { type: "value", minInterval: 1, splitNumber: 4 },
      series: [
        series(marked, colours[1], (step) => step.marked),
        {
          ...series(plain, colours[2], (step) => step.count - step.marked),
          markLine: {
            symbol: "none",
            animation: false,
            data: named.map(({ at, name, tried, row }) => ({
              xAxis: at,
              lineStyle: { color: colours[0], width: tried ? 2 : 1, type: tried ? "solid" : "dashed" },
              label: { formatter: name, color: colours[0], distance: 2 + row * rowPx },
            })),
          },
        },
      ],
    };
  }, [steps, marks, names, write, colours]);
  return (
    <>
      <Plot label={label} option={option} heightPx={280} />
      <Typography.Text type="secondary">
        {[colours[2], colours[1]].map((colour, place) => (
          <span key={colour} style={{ marginInlineEnd: 16 }}>
            <span className="console-swatch" style={{ background: colour }} aria-hidden="true" /> {names[place]}
          </span>
        ))}
      </Typography.Text>
    </>
  );
}

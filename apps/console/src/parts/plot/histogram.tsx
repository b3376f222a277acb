/** How often a number came, in equally wide steps, with lines where limits lie; a part of each bar can stand out. */
import { Typography } from "antd";
import { useMemo } from "react";
import { useIsDark } from "../../lib/theme.ts";
import { Plot } from "./plot.tsx";
import { dark, light } from "./plots.tsx";

export interface Step {
  readonly from: number;
  readonly until: number;
  readonly count: number;
  /** Of `count`, what stands out. */
  readonly marked: number;
}

export interface Mark {
  readonly at: number;
  readonly name: string;
  /** The line that is being tried; others are thin. */
  readonly tried: boolean;
}

interface Props {
  readonly label: string;
  readonly steps: readonly Step[];
  readonly marks: readonly Mark[];
  /** Names of what does not stand out, and of what does. */
  readonly names: readonly [plain: string, marked: string];
  readonly write: (value: number) => string;
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
    return {
      grid: { left: 8, right: 24, top: 44, bottom: 4, containLabel: true },
      tooltip: { trigger: "axis", axisPointer: { type: "shadow" } },
      xAxis: {
        type: "value",
        min: steps[0]?.from,
        max: steps.at(-1)?.until,
        splitLine: { show: false },
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
            data: marks.map(({ at, name, tried }) => ({
              xAxis: at,
              lineStyle: { color: colours[0], width: tried ? 2 : 1, type: tried ? "solid" : "dashed" },
              label: { formatter: name, color: colours[0], distance: tried ? 2 : 18 },
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
        <span className="console-swatch" style={{ background: colours[1] }} aria-hidden="true" /> {names[1]}
      </Typography.Text>
    </>
  );
}

/** Draws a plot: the one place that knows the plotting library; as SVG in the colours of the page, described in words. */
import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { useIsDark } from "../../lib/theme.ts";

use([
  BarChart,
  LineChart,
  GridComponent,
  MarkLineComponent,
  TooltipComponent,
  AriaComponent,
  // Names at the ends of lines make room for one another.
  LabelLayout,
  SVGRenderer,
]);

export interface PlotProps {
  /** What it shows, for whoever cannot see it. */
  readonly label: string;
  readonly option: EChartsCoreOption;
  readonly heightPx: number;
}

export default function DrawnPlot({ label, option, heightPx }: PlotProps) {
  const place = useRef<HTMLDivElement>(null);
  const dark = useIsDark();
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const chart = init(element, dark ? "dark" : null, { renderer: "svg" });
    const style = getComputedStyle(element);
    const { fontFamily } = style;
    const tableLine = style.getPropertyValue("--ant-color-border-secondary");
    chart.setOption({ backgroundColor: "transparent", textStyle: { fontFamily }, animationDuration: 150, ...option });
    chart.setOption({ yAxis: { splitLine: { lineStyle: { color: tableLine } } } });
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [option, dark]);
  return <div ref={place} role="img" aria-label={label} style={{ height: heightPx }} />;
}

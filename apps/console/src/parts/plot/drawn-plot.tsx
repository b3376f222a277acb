/**
 * Renders a plot as SVG in the page's colours with a text description. The only module that knows the plotting library.
 */
import { BarChart, LineChart } from "echarts/charts";
import {
  AriaComponent,
  GridComponent,
  MarkLineComponent,
  TooltipComponent,
} from "echarts/components";
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
  // Labels at the ends of lines avoid overlap.
  LabelLayout,
  SVGRenderer,
]);

export interface PlotProps {
  /** Description for screen readers. */
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
    chart.setOption({
      backgroundColor: "transparent",
      textStyle: { fontFamily },
      animationDuration: 150,
      ...option,
    });
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

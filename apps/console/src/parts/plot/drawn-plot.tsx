/** A plot: the one place that knows the plotting library; drawn as SVG in the colours of the page, described in words. */
import { BarChart, LineChart, ScatterChart } from "echarts/charts";
import { AriaComponent, GridComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { useIsDark } from "../../lib/theme.ts";

use([
  BarChart,
  LineChart,
  ScatterChart,
  GridComponent,
  MarkLineComponent,
  TooltipComponent,
  AriaComponent,
  SVGRenderer,
]);

interface Props {
  /** What it shows, for whoever cannot see it. */
  readonly label: string;
  readonly option: EChartsCoreOption;
  readonly heightPx?: number;
}

export function Plot({ label, option, heightPx = 260 }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const dark = useIsDark();
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const chart = init(element, dark ? "dark" : null, { renderer: "svg" });
    const { fontFamily } = getComputedStyle(element);
    chart.setOption({ backgroundColor: "transparent", textStyle: { fontFamily }, animationDuration: 150, ...option });
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [option, dark]);
  return <div ref={place} role="img" aria-label={label} style={{ height: heightPx }} />;
}

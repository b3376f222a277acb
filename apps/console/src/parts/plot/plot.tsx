/** Lazily loaded plot: the plotting library is fetched when the first plot is rendered. */
import { lazy } from "react";
import { LazySection } from "../lazy-section.tsx";
import type { PlotProps } from "./drawn-plot.tsx";

const DrawnPlot = lazy(() => import("./drawn-plot.tsx"));

const usualHeightPx = 260;

export function Plot({ heightPx = usualHeightPx, ...plot }: Omit<PlotProps, "heightPx"> & Partial<PlotProps>) {
  return (
    <LazySection heightPx={heightPx}>
      <DrawnPlot heightPx={heightPx} {...plot} />
    </LazySection>
  );
}

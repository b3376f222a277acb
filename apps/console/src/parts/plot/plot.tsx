/** A plot in its place: the plotting library is fetched when the first one is to be seen. */
import { lazy } from "react";
import { PartPlace } from "../part-place.tsx";
import type { PlotProps } from "./drawn-plot.tsx";

const DrawnPlot = lazy(() => import("./drawn-plot.tsx"));

const usualHeightPx = 260;

export function Plot({ heightPx = usualHeightPx, ...plot }: Omit<PlotProps, "heightPx"> & Partial<PlotProps>) {
  return (
    <PartPlace heightPx={heightPx}>
      <DrawnPlot heightPx={heightPx} {...plot} />
    </PartPlace>
  );
}

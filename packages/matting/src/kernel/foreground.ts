/** The stage that takes the old wall out of the person's colours. */
import { narrowFusionRadius, wideFusionRadius } from "../parameters.ts";
import type { Cells, PictureMemory } from "./memory.ts";
import type { RunStage } from "./stages.ts";

/** Overwrites the packed code values where the field's alpha lies between 0 and 1. */
export function estimateForeground(
  run: RunStage,
  at: PictureMemory,
  blocks: number,
  width: number,
  height: number,
): void {
  const { half, quarter } = at;
  const quarterCells = quarter.width * quarter.height;
  run("halvePlanes", { ...at, alpha: at.field, cells: half.picture, width, height });
  run("halveCells", { source: half.picture, target: quarter.picture, width: half.width, height: half.height });
  run("splitLayers", {
    cells: quarter.picture,
    foreground: quarter.foreground,
    background: quarter.background,
    count: quarterCells,
  });
  blur(run, quarter, at.columnSums, wideFusionRadius);
  run("fuseCells", {
    cells: quarter.picture,
    foreground: quarter.meanForeground,
    background: quarter.meanBackground,
    count: quarterCells,
  });
  run("doubleLayers", {
    meanForeground: quarter.meanForeground,
    meanBackground: quarter.meanBackground,
    meanWidth: quarter.width,
    meanHeight: quarter.height,
    cells: half.picture,
    foreground: half.foreground,
    background: half.background,
    width: half.width,
    height: half.height,
  });
  blur(run, half, at.columnSums, narrowFusionRadius);
  run("writeForeground", {
    ...at,
    meanForeground: half.meanForeground,
    meanBackground: half.meanBackground,
    width: half.width,
    height: half.height,
    blocks,
    alpha: at.field,
    pictureWidth: width,
  });
}

function blur(run: RunStage, cells: Cells, columnSums: number, radius: number): void {
  run("blurLayers", {
    foreground: cells.foreground,
    background: cells.background,
    meanForeground: cells.meanForeground,
    meanBackground: cells.meanBackground,
    columnSums,
    width: cells.width,
    height: cells.height,
    radius,
  });
}

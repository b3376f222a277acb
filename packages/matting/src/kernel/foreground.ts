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
  run("halvePlanes", at.red, at.green, at.blue, at.field, half.picture, width, height, at.stride);
  run("halveCells", half.picture, quarter.picture, half.width, half.height);
  run("splitLayers", quarter.picture, quarter.foreground, quarter.background, quarterCells);
  blur(run, quarter, at.columnSums, wideFusionRadius);
  run("fuseCells", quarter.picture, quarter.meanForeground, quarter.meanBackground, quarterCells);
  run(
    "doubleLayers",
    quarter.meanForeground,
    quarter.meanBackground,
    quarter.width,
    quarter.height,
    half.picture,
    half.foreground,
    half.background,
    half.width,
    half.height,
  );
  blur(run, half, at.columnSums, narrowFusionRadius);
  run(
    "writeForeground",
    half.meanForeground,
    half.meanBackground,
    half.width,
    half.height,
    at.starts,
    blocks,
    at.red,
    at.green,
    at.blue,
    at.field,
    at.codeOfRoot,
    at.rgb,
    width,
    at.stride,
  );
}

function blur(run: RunStage, cells: Cells, columnSums: number, radius: number): void {
  run(
    "blurLayers",
    cells.foreground,
    cells.background,
    cells.meanForeground,
    cells.meanBackground,
    columnSums,
    cells.width,
    cells.height,
    radius,
  );
}

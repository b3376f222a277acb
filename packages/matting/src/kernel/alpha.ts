/** The stages that find alpha: labels, prior, equations, solution. */
import {
  darkestLight,
  guidedEpsilon,
  guidedRadius,
  hairBackgroundMarginPx,
  hairLikelihood,
  hairPersonAlpha,
  hairPersonMarginPx,
  maxIterations,
  nearHairPx,
  negligibleEnergy,
  plainMarginPx,
  priorWeight,
  solverTolerance,
  sureBackgroundAlpha,
  surePersonAlpha,
  windowEpsilon,
} from "../parameters.ts";
import type { BandMemory, PictureMemory } from "./memory.ts";
import type { RunStage } from "./stages.ts";

export function unpack(run: RunStage, at: PictureMemory, width: number, height: number): void {
  run("unpackColour", at.rgb, at.valueOfCode, at.red, at.green, at.blue, width, height, at.stride);
  run("unpackAlpha", at.personAlpha, at.alpha, width, height, at.stride);
}

export function label(run: RunStage, at: PictureMemory, width: number, height: number): void {
  run(
    "gatherEvidence",
    at.alpha,
    at.hair,
    at.evidence,
    width,
    height,
    at.stride,
    surePersonAlpha,
    sureBackgroundAlpha,
    hairLikelihood,
    hairPersonAlpha,
  );
  const widenings = [
    [at.plainMargin, plainMarginPx],
    [at.hairPersonMargin, hairPersonMarginPx],
    [at.hairBackgroundMargin, hairBackgroundMarginPx],
    [at.hairReach, nearHairPx],
  ] as const;
  let source = at.evidence;
  let reached = 0;
  // A square widened by a square is a wider square, so each widening starts from the one before.
  for (const [target, radius] of widenings) {
    run("widen", source, at.widenedRows, target, width, height, at.stride, radius - reached);
    source = target;
    reached = radius;
  }
  run(
    "labelPixels",
    at.plainMargin,
    at.hairPersonMargin,
    at.hairBackgroundMargin,
    at.hairReach,
    at.labels,
    width,
    height,
    at.stride,
  );
}

/** The guided filter's alpha in the band. The foreground's cells are free at this time and serve as room. */
export function guess(
  run: RunStage,
  at: PictureMemory,
  band: BandMemory,
  blocks: number,
  width: number,
  height: number,
): void {
  const { half } = at;
  run("halvePlanes", at.red, at.green, at.blue, at.alpha, half.picture, width, height, at.stride);
  run(
    "guidedCoefficients",
    half.picture,
    half.foreground,
    half.background,
    at.columnSums,
    at.rowMoments,
    at.scratch,
    half.width,
    half.height,
    guidedRadius,
    guidedEpsilon,
  );
  run(
    "evaluatePrior",
    half.foreground,
    at.labels,
    at.starts,
    blocks,
    at.red,
    at.green,
    at.blue,
    band.prior,
    half.width,
    half.height,
    at.stride,
  );
}

export function assemble(
  run: RunStage,
  at: PictureMemory,
  band: BandMemory,
  blocks: number,
  width: number,
  height: number,
): void {
  run("markWindows", at.starts, blocks, at.marks, height, at.stride);
  run(
    "describeWindows",
    at.marks,
    at.red,
    at.green,
    at.blue,
    at.windows,
    at.windowPlaneBytes,
    width,
    height,
    at.stride,
    windowEpsilon,
    darkestLight,
  );
  run(
    "assembleRows",
    at.labels,
    at.starts,
    blocks,
    at.red,
    at.green,
    at.blue,
    at.windows,
    at.windowPlaneBytes,
    at.stride,
    priorWeight,
    band.rows,
    band.inverseDiagonal,
    at.scratch,
  );
}

/** Solves the band's equations from the prior on; returns the steps taken. */
export function solve(
  run: RunStage,
  buffer: ArrayBuffer,
  at: PictureMemory,
  band: BandMemory,
  blocks: number,
  unknownPixels: number,
  height: number,
): number {
  const { starts, labels, field, stride } = at;
  const { rows, inverseDiagonal, prior, solution, residual, image } = band;
  const bytes = new Uint8Array(buffer);
  bytes.fill(0, at.fieldBytes.from, at.fieldBytes.to);
  run("writeField", field, labels, starts, blocks, prior, height, stride);
  run("startResidual", starts, blocks, rows, field, prior, residual, stride, priorWeight);
  bytes.fill(0, at.fieldBytes.from, at.fieldBytes.to);
  bytes.copyWithin(solution, prior, solution);
  const iterations = run(
    "solve",
    starts,
    blocks,
    rows,
    inverseDiagonal,
    field,
    solution,
    residual,
    image,
    stride,
    maxIterations,
    solverTolerance ** 2,
    unknownPixels * negligibleEnergy,
  );
  run("clampValues", solution, blocks);
  return iterations;
}

/** The finished alpha on the field's plane. */
export function writeAlpha(
  run: RunStage,
  at: PictureMemory,
  band: BandMemory,
  blocks: number,
  width: number,
  height: number,
): void {
  run("writeField", at.field, at.labels, at.starts, blocks, band.solution, height, at.stride);
  run("repeatEdges", at.field, width, height, at.stride);
}

/** Stages that compute alpha: labels, prior, equations, solution. */
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
  run("unpackColour", { ...at, width, height });
  run("unpackAlpha", {
    packed: at.labelling.personAlpha,
    plane: at.alpha,
    width,
    height,
    stride: at.stride,
  });
}

export function label(run: RunStage, at: PictureMemory, width: number, height: number): void {
  const { labelling, stride } = at;
  run("gatherEvidence", {
    ...labelling,
    stride,
    person: at.alpha,
    width,
    height,
    surePerson: surePersonAlpha,
    sureBackground: sureBackgroundAlpha,
    hairLikelihood,
    hairPersonAlpha,
  });
  const widenings = [
    [labelling.plainMargin, plainMarginPx],
    [labelling.hairPersonMargin, hairPersonMarginPx],
    [labelling.hairBackgroundMargin, hairBackgroundMarginPx],
    [labelling.hairReach, nearHairPx],
  ] as const;
  let source = labelling.evidence;
  let reached = 0;
  // A square widened by a square is a wider square, so each widening starts from the previous one.
  for (const [target, radius] of widenings) {
    run("widen", { ...labelling, source, target, width, height, stride, radius: radius - reached });
    source = target;
    reached = radius;
  }
  run("labelPixels", { ...labelling, labels: at.labels, width, height, stride });
}

/** Computes the guided filter's alpha in the band. The foreground's cells are free at this time and serve as memory. */
export function guess(
  run: RunStage,
  at: PictureMemory,
  band: BandMemory,
  blocks: number,
  width: number,
  height: number,
): void {
  const { half } = band;
  run("halvePlanes", { ...at, cells: half.picture, width, height });
  run("guidedCoefficients", {
    ...at,
    cells: half.picture,
    coefficients: half.foreground,
    fits: half.background,
    width: half.width,
    height: half.height,
    radius: guidedRadius,
    epsilon: guidedEpsilon,
  });
  run("evaluatePrior", {
    ...at,
    coefficients: half.foreground,
    blocks,
    prior: band.solution,
    width: half.width,
    height: half.height,
  });
}

export function assemble(
  run: RunStage,
  at: PictureMemory,
  band: BandMemory,
  blocks: number,
  width: number,
  height: number,
): void {
  run("assembleRows", {
    ...at,
    blocks,
    width,
    height,
    epsilon: windowEpsilon,
    darkestLight,
    priorWeight,
    rows: band.rows,
    inverseDiagonal: band.inverseDiagonal,
  });
}

/** Solves the band's linear system, starting from the prior, and returns the number of iterations. */
export function solve(
  run: RunStage,
  buffer: ArrayBuffer,
  at: PictureMemory,
  band: BandMemory,
  blocks: number,
  unknownPixels: number,
  height: number,
): number {
  const { starts, labels, alpha: field, stride } = at;
  const { rows, inverseDiagonal, solution, residual, image } = band;
  const bytes = new Uint8Array(buffer);
  bytes.fill(0, at.alphaBytes.from, at.alphaBytes.to);
  run("writeField", { field, labels, starts, blocks, values: solution, height, stride });
  run("startResidual", {
    starts,
    blocks,
    rows,
    field,
    prior: solution,
    residual,
    stride,
    priorWeight,
  });
  bytes.fill(0, at.alphaBytes.from, at.alphaBytes.to);
  const iterations = run("solve", {
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
    shrink: solverTolerance ** 2,
    negligible: unknownPixels * negligibleEnergy,
  });
  run("clampValues", { values: solution, blocks });
  return iterations;
}

/** Writes the finished alpha to its plane. */
export function writeAlpha(
  run: RunStage,
  at: PictureMemory,
  band: BandMemory,
  blocks: number,
  width: number,
  height: number,
): void {
  run("writeField", { ...at, field: at.alpha, blocks, values: band.solution, height });
  run("repeatEdges", { plane: at.alpha, width, height, stride: at.stride });
}

/**
 * Runs the WebAssembly matting kernel stage by stage in one memory, by the same method as lab/src/matting/reference.
 */
import { type Cutout, type CutoutInput, type MattingKernel, requireValidInput } from "../cutout.ts";
import { narrowFusionRadius, wideFusionRadius } from "../parameters.ts";
import { assemble, guess, label, solve, unpack, writeAlpha } from "./alpha.ts";
import {
  type BandMemory,
  type Cells,
  codeSteps,
  growTo,
  layOutBand,
  layOutPicture,
  type PictureMemory,
} from "./memory.ts";
import { instantiateStages, type RunStage } from "./stages.ts";

/** Linear light 0..1 of each of the 256 sRGB code values (IEC 61966-2-1). */
export const linearOfCode: Float32Array = Float32Array.from({ length: 256 }, (_, code) => {
  const value = code / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});

/** Returns the code value 0..255, not rounded, of linear light 0..1. */
export function codeOfLinear(linear: number): number {
  return 255 * (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055);
}

/** Overwrites the packed code values where alpha is between 0 and 1. */
function estimateForeground(
  run: RunStage,
  at: PictureMemory,
  { half, quarter }: BandMemory,
  blocks: number,
  width: number,
  height: number,
): void {
  const quarterCells = quarter.width * quarter.height;
  run("halvePlanes", { ...at, cells: half.picture, width, height });
  run("halveCells", {
    source: half.picture,
    target: quarter.picture,
    width: half.width,
    height: half.height,
  });
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

/**
 * Creates a kernel from the bytes compiled from assembly/. Its memory grows with the largest picture and is not
 * released; one kernel per thread is enough. Throws when the bytes are not a kernel.
 */
export async function instantiateKernel(wasmBytes: Uint8Array): Promise<MattingKernel> {
  const memory = new WebAssembly.Memory({ initial: 1 });
  return kernelOver(await instantiateStages(wasmBytes, memory), memory);
}

export function kernelOver(run: RunStage, memory: WebAssembly.Memory): MattingKernel {
  return {
    cutOut(input) {
      requireValidInput(input);
      const { width, height } = input;
      const picture = layOutPicture(width, height);
      growTo(memory, picture.end);
      placeInput(memory.buffer, picture, input);
      unpack(run, picture, width, height);
      label(run, picture, width, height);
      const unknownPixels = run("countUnknown", {
        labels: picture.labels,
        height,
        stride: picture.stride,
      });
      const blocks = run("collectBlocks", {
        labels: picture.labels,
        starts: picture.starts,
        height,
        stride: picture.stride,
      });
      const band = layOutBand(picture.transient, blocks, width, height);
      growTo(memory, band.end);
      guess(run, picture, band, blocks, width, height);
      assemble(run, picture, band, blocks, width, height);
      const iterations = solve(run, memory.buffer, picture, band, blocks, unknownPixels, height);
      writeAlpha(run, picture, band, blocks, width, height);
      estimateForeground(run, picture, band, blocks, width, height);
      return { ...readPixels(memory.buffer, picture, width, height), unknownPixels, iterations };
    },
  };
}

function placeInput(buffer: ArrayBuffer, at: PictureMemory, input: CutoutInput): void {
  new Float32Array(buffer, at.valueOfCode).set(linearOfCode);
  new Uint8Array(buffer, at.codeOfRoot).set(codeOfRoot);
  new Uint8Array(buffer, at.rgb).set(input.rgb);
  new Float32Array(buffer, at.labelling.personAlpha).set(input.personAlpha);
  new Float32Array(buffer, at.labelling.hair).set(input.hair);
}

/** Table of code values by the square root of linear light, in equal steps. */
const codeOfRoot: Uint8Array = Uint8Array.from({ length: codeSteps + 1 }, (_, step) =>
  Math.round(codeOfLinear((step / codeSteps) ** 2)),
);

function readPixels(
  buffer: ArrayBuffer,
  at: PictureMemory,
  width: number,
  height: number,
): Pick<Cutout, "alpha" | "foreground"> {
  const alpha = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    alpha.set(new Float32Array(buffer, at.alpha + y * at.stride * 4, width), y * width);
  }
  return { alpha, foreground: new Uint8ClampedArray(buffer, at.rgb, 3 * width * height).slice() };
}

/** Compares the kernel with golden numbers of its reference, and tests its invariants for any picture. */
import { beforeAll, describe, expect, it } from "vitest";
import type { CutoutInput, MattingKernel } from "../../../packages/matting/src/cutout.ts";
import { loadKernel } from "../../../packages/matting/src/node.ts";
import { maxIterations } from "../../../packages/matting/src/parameters.ts";
import { goldenCutOuts, summarise } from "./golden-cut-outs.ts";
import {
  blondHairOnDarkWall,
  darkHairOnPaleWall,
  syntheticPortrait,
} from "./synthetic-portrait.ts";
import { BACKGROUND, PERSON, trimapOf } from "./trimap.ts";

let kernel: MattingKernel;
beforeAll(async () => {
  kernel = await loadKernel();
});

const portrait = syntheticPortrait(120, 160, darkHairOnPaleWall, 1);

function evenPicture(width: number, height: number, personAlpha: number): CutoutInput {
  return {
    width,
    height,
    rgb: new Uint8Array(3 * width * height).map((_, i) => (i * 37) % 256),
    personAlpha: new Float32Array(width * height).fill(personAlpha),
    hair: new Float32Array(width * height),
  };
}

const largestDifference = (values: readonly number[], golden: readonly number[]): number =>
  Math.max(...golden.map((value, i) => Math.abs(value - (values[i] ?? Number.NaN))));

describe("the kernel", () => {
  it.each([
    ["a portrait", portrait],
    ["fair hair before a dark wall", syntheticPortrait(120, 160, blondHairOnDarkWall, 2)],
    ["odd sides", syntheticPortrait(101, 77, darkHairOnPaleWall, 3)],
    ["one row", syntheticPortrait(33, 1, darkHairOnPaleWall, 4)],
    ["one column", syntheticPortrait(1, 33, darkHairOnPaleWall, 4)],
    ["3 × 2 pixels", syntheticPortrait(3, 2, darkHairOnPaleWall, 4)],
    ["one pixel", evenPicture(1, 1, 0.5)],
  ])("agrees with the golden numbers of %s", (name, input) => {
    const golden = goldenCutOuts[name]!;
    const summary = summarise(kernel.cutOut(input), input.width, input.height);
    expect(summary.unknownPixels).toBe(golden.unknownPixels);
    expect(Math.abs(summary.iterations - golden.iterations)).toBeLessThanOrEqual(3);
    expect(largestDifference(summary.alpha, golden.alpha)).toBeLessThan(0.0005);
    expect(largestDifference(summary.colours, golden.colours)).toBeLessThan(0.25);
  });

  it("gives the same bytes every time, after another size, and from another instance", async () => {
    const first = kernel.cutOut(portrait);
    kernel.cutOut(syntheticPortrait(101, 77, blondHairOnDarkWall, 5));
    const repeated = kernel.cutOut(portrait);
    const fromOtherInstance = (await loadKernel()).cutOut(portrait);
    expect(repeated).toEqual(first);
    expect(fromOtherInstance).toEqual(first);
  });

  it("leaves its input unchanged", () => {
    const copy = structuredClone({ ...portrait });
    kernel.cutOut(portrait);
    expect(portrait).toEqual(copy);
  });

  it("returns results that later cut-outs do not change", () => {
    const first = kernel.cutOut(portrait);
    const alpha = first.alpha.slice();
    kernel.cutOut(evenPicture(120, 160, 1));
    expect(first.alpha).toEqual(alpha);
  });

  it("sets certain pixels to exactly 0 or 1, and retains the source's bytes wherever alpha is 0 or 1", () => {
    const { alpha, foreground } = kernel.cutOut(portrait);
    const trimap = trimapOf(portrait.width, portrait.height, portrait.personAlpha, portrait.hair);
    expect(trimap.some((label) => label === PERSON)).toBe(true);
    alpha.forEach((value, pixel) => {
      if (trimap[pixel] === PERSON && value !== 1)
        throw new Error(`alpha ${value} on person at ${pixel}`);
      if (trimap[pixel] === BACKGROUND && value !== 0)
        throw new Error(`alpha ${value} on background at ${pixel}`);
      if (value > 0 && value < 1) return;
      for (let i = 3 * pixel; i < 3 * pixel + 3; i++) {
        if (foreground[i] !== portrait.rgb[i]) throw new Error(`sample ${i} changed`);
      }
    });
  });

  it.each([0, 1])("returns a picture unchanged if the coarse alpha is %d everywhere", (value) => {
    const input = evenPicture(19, 23, value);
    const cutout = kernel.cutOut(input);
    expect(cutout.unknownPixels).toBe(0);
    expect(cutout.iterations).toBe(0);
    expect(new Set(cutout.alpha)).toEqual(new Set([value]));
    expect(Array.from(cutout.foreground)).toEqual(Array.from(input.rgb));
  });

  it("ends within the iteration limit if every pixel is unknown", () => {
    const cutout = kernel.cutOut({
      ...portrait,
      personAlpha: portrait.personAlpha.map((alpha) => 0.4 + 0.2 * alpha),
    });
    expect(cutout.unknownPixels).toBe(portrait.width * portrait.height);
    expect(cutout.iterations).toBeLessThanOrEqual(maxIterations);
    expect(cutout.alpha.every((alpha) => alpha >= 0 && alpha <= 1)).toBe(true);
  });

  it("clamps alphas outside 0 to 1", () => {
    const outOfRange = portrait.personAlpha.map((alpha) =>
      alpha === 1 ? 7 : alpha === 0 ? Number.NEGATIVE_INFINITY : alpha,
    );
    expect(kernel.cutOut({ ...portrait, personAlpha: outOfRange })).toEqual(
      kernel.cutOut(portrait),
    );
  });

  it("refuses invalid input with a message about what to pass", () => {
    const input = evenPicture(4, 4, 1);
    const withNan = input.personAlpha.with(5, Number.NaN);
    expect(() => kernel.cutOut({ ...input, personAlpha: withNan })).toThrow(
      /personAlpha\[5\] is not a number/,
    );
    expect(() => kernel.cutOut({ ...input, hair: withNan })).toThrow(/hair\[5\] is not a number/);
    expect(() => kernel.cutOut({ ...input, rgb: input.rgb.subarray(3) })).toThrow(
      /rgb holds 45 values; pass 48/,
    );
    expect(() => kernel.cutOut({ ...input, hair: new Float32Array(17) })).toThrow(
      /hair holds 17 values; pass 16/,
    );
    expect(() => kernel.cutOut({ ...input, width: 0 })).toThrow(/whole numbers of at least 1/);
    expect(() => kernel.cutOut({ ...input, height: 4.5 })).toThrow(/whole numbers of at least 1/);
  });
});

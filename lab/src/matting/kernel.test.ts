/** Compares the compiled kernel with the reference, and tests the invariants of both for any picture. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Cutout, CutoutInput, MattingKernel } from "../../../packages/matting/src/cutout.ts";
import { loadKernel } from "../../../packages/matting/src/node.ts";
import { maxIterations } from "../../../packages/matting/src/parameters.ts";
import { referenceKernel } from "./reference/reference-kernel.ts";
import { BACKGROUND, PERSON, trimapOf } from "./reference/trimap.ts";
import {
  blondHairOnDarkWall,
  darkHairOnPaleWall,
  syntheticPortrait,
} from "./synthetic-portrait.ts";

let kernel: MattingKernel;
beforeAll(async () => {
  kernel = await loadKernel();
});

/** The portrait is small, because the time of the reference grows with the number of pixels. */
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

function bandDifference(
  expected: Cutout,
  actual: Cutout,
): { mean: number; max: number; foregroundMax: number } {
  let sum = 0;
  let count = 0;
  let max = 0;
  let foregroundMax = 0;
  expected.alpha.forEach((alpha, pixel) => {
    const difference = Math.abs(alpha - actual.alpha[pixel]!);
    max = Math.max(max, difference);
    if (alpha > 0 && alpha < 1) {
      sum += difference;
      count += 1;
    }
    for (let i = 3 * pixel; i < 3 * pixel + 3; i++) {
      foregroundMax = Math.max(
        foregroundMax,
        alpha * Math.abs(expected.foreground[i]! - actual.foreground[i]!),
      );
    }
  });
  return { mean: count > 0 ? sum / count : 0, max, foregroundMax };
}

describe("the compiled kernel", () => {
  it.each([
    ["a portrait", portrait],
    ["fair hair before a dark wall", syntheticPortrait(120, 160, blondHairOnDarkWall, 2)],
    ["odd sides", syntheticPortrait(101, 77, darkHairOnPaleWall, 3)],
    ["one row", syntheticPortrait(33, 1, darkHairOnPaleWall, 4)],
    ["one column", syntheticPortrait(1, 33, darkHairOnPaleWall, 4)],
    ["3 × 2 pixels", syntheticPortrait(3, 2, darkHairOnPaleWall, 4)],
    ["one pixel", evenPicture(1, 1, 0.5)],
  ])("agrees with the reference on %s", (_, input) => {
    const expected = referenceKernel.cutOut(input);
    const actual = kernel.cutOut(input);
    expect(actual.unknownPixels).toBe(expected.unknownPixels);
    expect(Math.abs(actual.iterations - expected.iterations)).toBeLessThanOrEqual(3);
    const { mean, max, foregroundMax } = bandDifference(expected, actual);
    expect(mean).toBeLessThan(0.002);
    expect(max).toBeLessThan(0.05);
    expect(foregroundMax).toBeLessThan(4);
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
});

describe.each([
  ["reference", () => referenceKernel],
  ["compiled kernel", () => kernel],
])("the %s", (_, of) => {
  it("sets certain pixels to exactly 0 or 1, and retains the source's bytes wherever alpha is 0 or 1", () => {
    const { alpha, foreground } = of().cutOut(portrait);
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
    const cutout = of().cutOut(input);
    expect(cutout.unknownPixels).toBe(0);
    expect(cutout.iterations).toBe(0);
    expect(new Set(cutout.alpha)).toEqual(new Set([value]));
    expect(Array.from(cutout.foreground)).toEqual(Array.from(input.rgb));
  });

  it("ends within the iteration limit if every pixel is unknown", () => {
    const cutout = of().cutOut({
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
    expect(of().cutOut({ ...portrait, personAlpha: outOfRange })).toEqual(of().cutOut(portrait));
  });

  it("refuses invalid input with a message about what to pass", () => {
    const input = evenPicture(4, 4, 1);
    const withNan = input.personAlpha.with(5, Number.NaN);
    expect(() => of().cutOut({ ...input, personAlpha: withNan })).toThrow(
      /personAlpha\[5\] is not a number/,
    );
    expect(() => of().cutOut({ ...input, hair: withNan })).toThrow(/hair\[5\] is not a number/);
    expect(() => of().cutOut({ ...input, rgb: input.rgb.subarray(3) })).toThrow(
      /rgb holds 45 values; pass 48/,
    );
    expect(() => of().cutOut({ ...input, hair: new Float32Array(17) })).toThrow(
      /hair holds 17 values; pass 16/,
    );
    expect(() => of().cutOut({ ...input, width: 0 })).toThrow(/whole numbers of at least 1/);
    expect(() => of().cutOut({ ...input, height: 4.5 })).toThrow(/whole numbers of at least 1/);
  });
});

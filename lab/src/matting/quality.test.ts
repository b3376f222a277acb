/**
 * Tests how much closer to the truth a cut-out is than the coarse mask it starts from, on portraits whose true alpha
 * is known.
 */
import { beforeAll, describe, expect, it } from "vitest";
import type { Cutout, MattingKernel } from "../../../packages/matting/src/cutout.ts";
import { loadKernel } from "../../../packages/matting/src/node.ts";
import {
  absoluteError,
  foregroundError,
  gradientError,
} from "../../../packages/matting/src/testing/errors.ts";
import {
  blackHairOnBlackWall,
  blondHairOnDarkWall,
  darkHairOnPaleWall,
  lightClothesOnLightWall,
  syntheticPortrait,
} from "./synthetic-portrait.ts";

let kernel: MattingKernel;
beforeAll(async () => {
  kernel = await loadKernel();
});

describe.each([
  ["dark hair before a pale wall", darkHairOnPaleWall],
  ["light clothes before a light wall", lightClothesOnLightWall],
  ["fair hair before a dark wall", blondHairOnDarkWall],
])("%s", (_, colours) => {
  const portrait = syntheticPortrait(480, 640, colours, 5);
  const { trueAlpha, trueForeground, personAlpha, width } = portrait;
  let cutout: Cutout;
  beforeAll(() => {
    cutout = kernel.cutOut(portrait);
  });

  it("the cut-out has less than half of the mask's absolute error", () => {
    expect(absoluteError(cutout.alpha, trueAlpha)).toBeLessThan(
      0.5 * absoluteError(personAlpha, trueAlpha),
    );
  });

  it("the cut-out has less than a quarter of the mask's gradient error", () => {
    const coarse = gradientError(width, personAlpha, trueAlpha);
    expect(gradientError(width, cutout.alpha, trueAlpha)).toBeLessThan(0.25 * coarse);
  });

  it("the foreground retains its own colours, without the wall's", () => {
    const untouched = foregroundError(portrait.rgb, trueForeground, trueAlpha);
    const estimated = foregroundError(cutout.foreground, trueForeground, trueAlpha);
    expect(estimated).toBeLessThan(45);
    expect(estimated).toBeLessThan(0.6 * untouched);
  });

  it("the cut-out has no hole in head, body or shoulders", () => {
    const lost = trueAlpha.filter(
      (alpha, i) => alpha === 1 && personAlpha[i]! > 0.9 && cutout.alpha[i]! < 0.9,
    );
    expect(lost.length).toBeLessThan(0.001 * width * portrait.height);
  });
});

it("adds no wide haze around black hair on a black wall", () => {
  const portrait = syntheticPortrait(480, 640, blackHairOnBlackWall, 5);
  const { alpha } = kernel.cutOut(portrait);
  const coarse = absoluteError(portrait.personAlpha, portrait.trueAlpha);
  expect(absoluteError(alpha, portrait.trueAlpha)).toBeLessThan(1.15 * coarse);
});

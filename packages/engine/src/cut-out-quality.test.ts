/** Accuracy of the product's cut-outs on composites with known truth, compared with the plain network mask. */
import { beforeAll, describe, expect, test } from "vitest";
import { compositeCases } from "./testing/composites.ts";
import { type MeasuredCase, measureCases } from "./testing/measure-cut-outs.ts";
import { findSpec, sharedEngine } from "./testing/shared-engine.ts";

const measured = new Map<string, MeasuredCase>();

/** Timeout for seventeen drawn photos, which take minutes on a busy machine. */
const drawingMs = 300_000;

beforeAll(async () => {
  const all = await measureCases(compositeCases, findSpec("chsi-blue"), await sharedEngine());
  for (const measuredCase of all) measured.set(measuredCase.name, measuredCase);
}, drawingMs);

const names = (plainWall: boolean): string[] =>
  compositeCases
    .filter((compositeCase) => compositeCase.plainWall === plainWall)
    .map(({ name }) => name);

function measuredAs(name: string): MeasuredCase {
  const match = measured.get(name);
  if (!match) throw new Error(`${name} was not measured`);
  return match;
}

describe.each(names(true))("%s", (name) => {
  test("has under 60 % of the plain mask's alpha and fringe errors, and under half its gradient error", () => {
    const { product: own, mask } = measuredAs(name);
    expect(own.sad).toBeLessThan(0.6 * mask.sad);
    expect(own.fringeCode).toBeLessThan(0.6 * mask.fringeCode);
    expect(own.gradient).toBeLessThan(0.5 * mask.gradient);
  });
});

describe.each(names(false))("%s", (name) => {
  test("has smaller errors than the plain mask", () => {
    const { product: own, mask } = measuredAs(name);
    expect(own.sad).toBeLessThan(mask.sad);
    expect(own.gradient).toBeLessThan(mask.gradient);
    expect(own.fringeCode).toBeLessThan(mask.fringeCode);
  });
});

/** In this case colour cannot separate cloth from wall; only the network's outline can. */
const alike = "white shirt, white wall";

test("the background shows through fewer opaque pixels than with the plain mask, and through at most 0.5 %", () => {
  for (const { name, product: own, mask } of measured.values()) {
    expect(own.holes, name).toBeLessThan(mask.holes);
    if (name !== alike) expect(own.holes, name).toBeLessThan(0.005);
  }
});

test("fewer pixels of the person are lost, and no more of the wall retained, than with the plain mask", () => {
  for (const { name, product: own, mask } of measured.values()) {
    expect(own.lostPixels, name).toBeLessThan(mask.lostPixels);
    expect(own.retainedPixels, name).toBeLessThanOrEqual(mask.retainedPixels);
  }
});

test("on a plain wall, rim and thin strands stay within 3 codes of the truth, except for loose strands", () => {
  for (const { name, plainWall, product: own } of measured.values()) {
    if (!plainWall || name.includes("loose")) continue;
    expect(Math.abs(own.rimCode), name).toBeLessThan(3);
    expect(Math.abs(own.strandCode), name).toBeLessThan(3);
    expect(own.haze, name).toBeLessThan(0.1);
  }
});

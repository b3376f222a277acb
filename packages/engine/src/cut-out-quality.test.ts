/** How near to the truth the product's cut-outs are on composites whose truth is known, beside the plain network mask. */
import { findPhotoSpec } from "@gradphoto/contract";
import { beforeAll, describe, expect, test } from "vitest";
import { loadEngine } from "./node/index.ts";
import { compositeCases } from "./testing/composites.ts";
import { type MeasuredCase, measureCase } from "./testing/measure-cut-outs.ts";

const measured = new Map<string, MeasuredCase>();

beforeAll(async () => {
  const engine = await loadEngine({ heic: false });
  const spec = findPhotoSpec("chsi-blue");
  if (!spec) throw new Error("no spec chsi-blue");
  for (const compositeCase of compositeCases) {
    measured.set(compositeCase.name, await measureCase(compositeCase, spec, engine));
  }
});

const names = (plainWall: boolean): string[] =>
  compositeCases.filter((compositeCase) => compositeCase.plainWall === plainWall).map(({ name }) => name);

function measuredAs(name: string): MeasuredCase {
  const found = measured.get(name);
  if (!found) throw new Error(`${name} was not measured`);
  return found;
}

describe.each(names(true))("%s", (name) => {
  test("is cut out with at most two thirds of the plain mask's error of alpha", () => {
    const { ours, mask } = measuredAs(name);
    expect(ours.sad).toBeLessThan(0.67 * mask.sad);
  });

  test("is cut out with at most half of the plain mask's gradient error and two thirds of its fringe", () => {
    const { ours, mask } = measuredAs(name);
    expect(ours.gradient).toBeLessThan(0.5 * mask.gradient);
    expect(ours.fringeCode).toBeLessThan(0.67 * mask.fringeCode);
  });
});

describe.each(names(false))("%s", (name) => {
  test("is cut out no worse than by the plain mask", () => {
    const { ours, mask } = measuredAs(name);
    expect(ours.sad).toBeLessThan(mask.sad);
    expect(ours.gradient).toBeLessThan(mask.gradient);
    expect(ours.fringeCode).toBeLessThan(mask.fringeCode);
  });
});

test("no cut-out has a hole where the person is opaque", () => {
  for (const { name, ours } of measured.values()) expect(ours.holes, name).toBeLessThan(0.001);
});

import { beforeAll, expect, test } from "vitest";
import type { Engine } from "../standardize.ts";
import { compose } from "../steps/compose.ts";
import { encode } from "../steps/encode.ts";
import { measureResult } from "../steps/measure-result.ts";
import type { ComposedPerson } from "../subject/subject.ts";
import { compositeCases, makeComposites } from "../testing/composites.ts";
import { cutCase } from "../testing/measure-cut-outs.ts";
import { findSpec, sharedEngine } from "../testing/shared-engine.ts";
import { edgeFringe } from "./edge-fringe.ts";

const spec = findSpec("chsi-blue");
let engine: Engine;
let local: ComposedPerson;
beforeAll(async () => {
  engine = await sharedEngine();
  const grey = compositeCases.filter(
    ({ name }) => name === "brown long hair, grey wall with shadow",
  );
  for await (const composite of makeComposites(grey))
    ({ product: local } = await cutCase(composite, spec, engine));
}, 300_000);

async function fringeOf(cut: ComposedPerson): Promise<number> {
  const { bytes } = await encode(compose(cut, spec.background), spec, engine.codec);
  const result = await measureResult(bytes, spec, engine.codec, engine.models);
  return (result && edgeFringe.measure({ ...result, cut }).value) ?? Number.NaN;
}

test("passes the product's own edge, and flags a hard mask, the old wall's colours and a dark line", async () => {
  const own = Uint8ClampedArray.from(local.photo.data);
  const hard: ComposedPerson = {
    ...local,
    alpha: local.alpha.map((a) => (a > 0.1 ? 1 : 0)),
    foreground: own,
  };
  const inked = local.foreground.map((code, i) => {
    const a = local.alpha[(i / 3) | 0]!;
    return a > 0 && a < 0.95 ? 0 : code;
  });
  const limit = 1;
  expect(await fringeOf(local)).toBeLessThan(limit);
  expect(await fringeOf(hard)).toBeGreaterThan(limit);
  expect(await fringeOf({ ...local, foreground: own })).toBeGreaterThan(await fringeOf(local));
  expect(await fringeOf({ ...local, foreground: inked })).toBeGreaterThan(await fringeOf(local));
});

test("flags a patch of wall that was kept, and shows where it is", async () => {
  const { width } = local.photo;
  const alpha = local.alpha.slice();
  const [left, top, sizePx] = [20, 30, 20];
  for (let y = top; y < top + sizePx; y++)
    alpha.fill(1, y * width + left, y * width + left + sizePx);
  const { bytes } = await encode(compose(local, spec.background), spec, engine.codec);
  const result = await measureResult(bytes, spec, engine.codec, engine.models);
  const reading = result && edgeFringe.measure({ ...result, cut: { ...local, alpha } });
  expect(reading?.value).toBeGreaterThan(1);
  expect(reading).toMatchObject({ shapes: [{ x: 0, y: 0, width: 64, height: 64 }] });
});

test("says that the edge of the hair is unclear where hair and wall are equally dark", async () => {
  const { bytes } = await encode(compose(local, spec.background), spec, engine.codec);
  const result = await measureResult(bytes, spec, engine.codec, engine.models);
  const dark = (codes: number) => local.photo.data.map(() => codes);
  const withWall = (codes: number) => {
    const cut = {
      ...local,
      photo: { ...local.photo, data: dark(codes) },
      foreground: Uint8ClampedArray.from(dark(14)),
    };
    return result && edgeFringe.measure({ ...result, cut, decoded: compose(cut, spec.background) });
  };
  expect(withWall(12)).toMatchObject({ title: { zh: "发丝边缘不清" } });
  expect(withWall(12)?.value).toBeGreaterThan(1);
  expect(withWall(120)).not.toHaveProperty("title");
});

test("measures nothing on a file from elsewhere, which has no alpha", async () => {
  const { bytes } = await encode(compose(local, spec.background), spec, engine.codec);
  const result = await measureResult(bytes, spec, engine.codec, engine.models);
  expect(result && edgeFringe.measure(result).value).toBeNull();
});

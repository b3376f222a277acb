import sharp from "sharp";
import { expect, test } from "vitest";
import type { Raster } from "../ports.ts";
import { readPackagePhotos } from "../testing/photos.ts";
import { blur, resample, shrinkByMeans } from "./resample.ts";

async function photo(): Promise<Raster> {
  const [first] = readPackagePhotos().filter(({ file }) => file.endsWith("bruce-mars.jpg"));
  if (!first) throw new Error("no photo");
  const { data, info } = await sharp(first.bytes)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8Array(data) };
}

const source = await photo();
const byLibvips = () =>
  sharp(source.data, { raw: { width: source.width, height: source.height, channels: 3 } });

/** Returns the maximum and mean difference in codes. Both sides round, and libvips also rounds its kernels. */
function difference(
  actual: Uint8Array,
  wanted: Uint8Array,
): { readonly most: number; readonly mean: number } {
  expect(actual.length).toBe(wanted.length);
  const differences = actual.map((code, i) => Math.abs(code - wanted[i]!));
  return {
    most: differences.reduce((most, each) => Math.max(most, each), 0),
    mean: differences.reduce((sum, each) => sum + each, 0) / actual.length,
  };
}

const reducing = [0.9, 0.72, 0.5, 1 / 3, 0.2, 0.1];
const scalings = [
  ...[...reducing, 1.3, 2].map(
    (factor) => ({ ownFilter: "lanczos3", sharpFilter: "lanczos3", factor }) as const,
  ),
  ...reducing.map((factor) => ({ ownFilter: "triangle", sharpFilter: "linear", factor }) as const),
];

test.each(scalings)(
  "scales by $factor with $ownFilter as libvips does",
  async ({ ownFilter: own, sharpFilter: kernel, factor }) => {
    const [width, height] = [Math.round(source.width * factor), Math.round(source.height * factor)];
    const expected = await byLibvips()
      .resize(width, height, { fit: "fill", kernel })
      .raw()
      .toBuffer();
    const { most, mean } = difference(resample(source, width, height, own).data, expected);
    expect(most).toBeLessThanOrEqual(3);
    expect(mean).toBeLessThan(0.4);
  },
);

test.each([0.4, 0.7, 1, 2, 4])("blurs by %f px as libvips does", async (sigma) => {
  const expected = await byLibvips()
    .blur({ sigma, minAmplitude: 0.01, precision: "float" })
    .raw()
    .toBuffer();
  expect(difference(blur(source, sigma).data, expected).most).toBeLessThanOrEqual(1);
});

/** Returns grey pixels with an alpha that must be ignored. */
const grey = (...codes: readonly number[]): Uint8Array =>
  Uint8Array.from(codes.flatMap((code) => [code, code, code, 7]));
const colour = (...codes: readonly number[]): number[] =>
  codes.flatMap((code) => [code, code, code]);

test("removes only the alpha of a picture that is not reduced", () => {
  const { width, height, data } = shrinkByMeans(
    { width: 3, height: 1, data: grey(1, 128, 255), stride: 4 },
    1,
  );
  expect({ width, height, data: [...data] }).toEqual({
    width: 3,
    height: 1,
    data: colour(1, 128, 255),
  });
});

test("rounds the means, and fills the remainder at the right and bottom with the last pixels", () => {
  const codes = grey(...[10, 20, 40], ...[10, 21, 60], ...[100, 200, 250]);
  const { width, height, data } = shrinkByMeans({ width: 3, height: 3, data: codes, stride: 4 }, 2);
  expect({ width, height, data: [...data] }).toEqual({
    width: 2,
    height: 2,
    data: colour(15, 50, 150, 250),
  });
});

test("gives the same result for three-byte pixels as for four-byte pixels", () => {
  const three = {
    width: 2,
    height: 2,
    data: Uint8Array.from(colour(0, 10, 20, 30)),
    stride: 3,
  } as const;
  expect([...shrinkByMeans(three, 2).data]).toEqual(colour(15));
});

import { expect, test } from "vitest";
import { shrinkByMeans } from "./shrink-by-means.ts";

/** Grey pixels with an alpha that must be ignored. */
const grey = (...codes: readonly number[]): Uint8Array =>
  Uint8Array.from(codes.flatMap((code) => [code, code, code, 7]));
const colour = (...codes: readonly number[]): number[] => codes.flatMap((code) => [code, code, code]);

test("removes only the alpha of a picture that is not reduced", () => {
  const { width, height, data } = shrinkByMeans({ width: 3, height: 1, data: grey(1, 128, 255), stride: 4 }, 1);
  expect({ width, height, data: [...data] }).toEqual({ width: 3, height: 1, data: colour(1, 128, 255) });
});

test("rounds the means, and fills the remainder at the right and bottom with the last pixels", () => {
  const codes = grey(...[10, 20, 40], ...[10, 21, 60], ...[100, 200, 250]);
  const { width, height, data } = shrinkByMeans({ width: 3, height: 3, data: codes, stride: 4 }, 2);
  expect({ width, height, data: [...data] }).toEqual({ width: 2, height: 2, data: colour(15, 50, 150, 250) });
});

test("gives the same result for three-byte pixels as for four-byte pixels", () => {
  const three = { width: 2, height: 2, data: Uint8Array.from(colour(0, 10, 20, 30)), stride: 3 } as const;
  expect([...shrinkByMeans(three, 2).data]).toEqual(colour(15));
});

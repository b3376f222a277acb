import { expect, test } from "vitest";
import { drawCaption } from "./draw-caption.ts";
import { openLettering } from "./lettering.ts";

const lettering = openLettering();
const draw = (caption: string, widthPx = 480) => drawCaption(lettering, caption, widthPx);
const darkShare = ({ data }: { data: Uint8Array }) => data.filter((value) => value < 128).length / data.length;
const edges = ({ width, height, data }: { width: number; height: number; data: Uint8Array }) =>
  Array.from({ length: height }, (_, y) => [data[3 * y * width], data[3 * (y * width + width - 1)]]).flat();

test("a caption is black on white, as wide as its photo, with blank edges", async () => {
  const strip = await draw("2026 届毕业生");
  expect(strip).toMatchObject({ width: 480, height: 64 });
  expect(strip.data).toHaveLength(3 * 480 * 64);
  expect(darkShare(strip)).toBeGreaterThan(0.01);
  expect(new Set(edges(strip))).toEqual(new Set([255]));
});

test("a long caption is wrapped, and the longest allowed caption fits", async () => {
  const strip = await draw("届".repeat(60), 295);
  expect(strip.height).toBeGreaterThan(200);
  expect(new Set(edges(strip))).toEqual(new Set([255]));
});

test("different captions give different pixels", async () => {
  const [first, second] = await Promise.all([draw("2026 届"), draw("2027 届")]);
  expect(Buffer.from(first.data).equals(Buffer.from(second.data))).toBe(false);
});

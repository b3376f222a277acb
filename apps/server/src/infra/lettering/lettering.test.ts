import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { drawCaption, fillOutline } from "./draw-caption.ts";
import { openLettering } from "./lettering.ts";
import { pdfPage } from "./pdf-page.ts";

const lettering = openLettering();

test("text becomes outlines of its width, twice as wide at twice the size", async () => {
  const { commands, width } = await lettering.outline("毕业生", 10);
  expect(width).toBeCloseTo(30, 0);
  expect(commands[0]).toMatchObject({ type: "M" });
  expect((await lettering.outline("毕业生", 20)).width).toBeCloseTo(60, 0);
});

test("the font contains Latin letters, digits, Chinese and Latin punctuation and rare characters of names", async () => {
  expect(await lettering.missing("GradPhoto 2026 ¥25.00 · （：，。）龘喆堃犇")).toEqual([]);
});

test("a missing character is listed once and drawn as a box", async () => {
  expect(await lettering.missing("毕业🎓快乐🎓ظ")).toEqual(["🎓", "ظ"]);
  expect((await lettering.outline("🎓", 10)).commands.length).toBeGreaterThan(0);
});

const draw = (caption: string, widthPx = 480) => drawCaption(lettering, caption, widthPx);
const darkShare = ({ data }: { data: Uint8Array }) =>
  data.filter((value) => value < 128).length / data.length;
const edges = ({ width, height, data }: { width: number; height: number; data: Uint8Array }) =>
  Array.from({ length: height }, (_, y) => [
    data[3 * y * width],
    data[3 * (y * width + width - 1)],
  ]).flat();

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

const white = (width: number, height: number) => ({
  width,
  height,
  data: new Float32Array(width * height).fill(255),
});
const square = (x0: number, y0: number, x1: number, y1: number) =>
  [
    { type: "M", x: x0, y: y0 },
    { type: "L", x: x1, y: y0 },
    { type: "L", x: x1, y: y1 },
    { type: "L", x: x0, y: y1 },
    { type: "Z" },
  ] as const;

test("a pixel's darkness is its share inside the outline", () => {
  const picture = white(4, 3);
  fillOutline(picture, square(0.5, 0, 3, 1.5), { left: 0, baseLine: 0 });
  expect([...picture.data].map(Math.round)).toEqual([
    128, 0, 0, 255, 191, 128, 128, 255, 255, 255, 255, 255,
  ]);
});

test("a hole stays white, and parts outside the picture are ignored", () => {
  const picture = white(3, 3);
  const ring = [...square(-5, -5, 8, 8), ...[...square(1, 1, 2, 2)].map(mirrored)];
  fillOutline(picture, ring, { left: 0, baseLine: 0 });
  expect([...picture.data]).toEqual([0, 0, 0, 0, 255, 0, 0, 0, 0]);
});

/** Mirrors the square at the diagonal, which reverses its winding direction. */
function mirrored(command: ReturnType<typeof square>[number]) {
  return command.type === "Z" ? command : { ...command, x: command.y, y: command.x };
}

test("a curve is filled along its bend", () => {
  const picture = white(10, 10);
  fillOutline(
    picture,
    [
      { type: "M", x: 0, y: 10 },
      { type: "Q", x1: 0, y1: 0, x: 10, y: 0 },
      { type: "L", x: 10, y: 10 },
      { type: "Z" },
    ],
    { left: 0, baseLine: 0 },
  );
  expect(picture.data[0]).toBe(255);
  expect(picture.data[99]).toBe(0);
  const inked = picture.data.reduce((sum, value) => sum + (255 - value) / 255, 0);
  // The curve leaves a sixth of the square outside: 100 − 100/6 ≈ 83 pixels are inked.
  expect(inked).toBeGreaterThan(80);
  expect(inked).toBeLessThan(86);
});

const black = [0, 0, 0] as const;
const outline = await openLettering().outline("收据", 12);
const page = Buffer.from(
  pdfPage({
    widthPt: 300,
    heightPt: 200,
    title: "收据 (1)",
    texts: [{ outline, x: 20, y: 40, colour: black }],
    bars: [{ x: 20, y: 50, width: 260, height: 1, colour: black }],
  }),
);
const text = page.toString("latin1");

test("the PDF's cross-reference table points to every object", () => {
  expect(text.startsWith("%PDF-1.4\n")).toBe(true);
  const tableAt = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
  const table = text.slice(tableAt);
  expect(table.startsWith("xref\n0 6\n")).toBe(true);
  const offsets = [...table.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset));
  expect(offsets).toHaveLength(5);
  for (const [index, offset] of offsets.entries())
    expect(text.slice(offset)).toMatch(new RegExp(`^${index + 1} 0 obj\n`));
});

test("the PDF draws its text as upright outlines and accepts any characters in its title", () => {
  const [, length = ""] = /\/Length (\d+)/.exec(text) ?? [];
  const start = text.indexOf("stream\n") + "stream\n".length;
  const content = inflateSync(page.subarray(start, start + Number(length))).toString("latin1");
  expect(content).toMatch(/^1 0 0 -1 0 200 cm\n/);
  expect(content).toContain("20 50 260 1 re f");
  expect(content.match(/ c$/gm)?.length).toBeGreaterThan(10);
  expect(content).not.toContain("NaN");
  expect(text).toContain(
    `/Title <feff${Buffer.from("收据 (1)", "utf16le").swap16().toString("hex")}>`,
  );
});

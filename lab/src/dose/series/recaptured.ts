/** Simulates a photo of a screen or a print: pixel grid, frame, reduced colours, glare of a lamp. */
import { linearOfCode } from "../../../../packages/engine/src/maths/colour.ts";
import type { Raster } from "../../../../packages/engine/src/ports.ts";
import { randomNumbers } from "../../../../packages/engine/src/testing/random-numbers.ts";
import { daylightNoise, toRaster, withNoise } from "../light-picture.ts";
import type { OperatingPoint } from "../operating-point.ts";
import type { Series } from "./series.ts";

/** Properties of a screen or print at full strength. */
interface Medium {
  /** Width of the frame as a share of the picture, and light of the frame. */
  readonly frameShare: number;
  readonly frameLight: number;
  /** Share of the light that the grid removes at its darkest points. */
  readonly gridDepth: number;
  /**
   * Darkness of the grid at a position and colour channel, 0..1. A cell is slightly larger than two camera pixels, so
   * that moiré appears.
   */
  readonly gridAt: (x: number, y: number, channel: number) => number;
  /** Share of colour that is lost. */
  readonly gamut: number;
  /** Light of the darkest black, and of the lamp's reflection. */
  readonly black: number;
  readonly glare: number;
}

const wave = (at: number, cell: number): number => 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / cell);

/** Screen: vertical sub-pixel stripes, each colour shifted by a third of a pixel, and horizontal lines. */
const screen: Medium = {
  frameShare: 0.06,
  frameLight: 0.004,
  gridDepth: 0.6,
  gridAt: (x, y, channel) => 0.5 * wave(x + channel / 3, 2.13) + 0.5 * wave(y, 2.13),
  gamut: 0.35,
  black: 0.02,
  glare: 0.5,
};

/** Angles of the dot rows of the three printing inks. */
const dotAnglesRad = [0.26, 1.31, 0.79] as const;
const print: Medium = {
  frameShare: 0.06,
  frameLight: 0.75,
  gridDepth: 0.35,
  gridAt: (x, y, channel) => {
    const [cos, sin] = [Math.cos(dotAnglesRad[channel]!), Math.sin(dotAnglesRad[channel]!)];
    return wave(x * cos + y * sin, 2.4) * wave(y * cos - x * sin, 2.4);
  },
  gamut: 0.25,
  black: 0.05,
  glare: 0.25,
};

function captured({ raster, seed }: OperatingPoint, dose: number, medium: Medium): Raster {
  const { width, height, data } = raster;
  const light = new Float32Array(data.length);
  const [edgeX, edgeY] = [dose * medium.frameShare * width, dose * medium.frameShare * height];
  const lamp = { x: 0.72 * width, y: 0.25 * height, radius: 0.25 * width };
  for (let y = 0, k = 0; y < height; y++) {
    for (let x = 0; x < width; x++, k += 3) {
      const framed = x < edgeX || y < edgeY || x >= width - edgeX || y >= height - edgeY;
      const grey = luminanceAt(data, k);
      const far = Math.hypot(x - lamp.x, y - lamp.y) / lamp.radius;
      const veil = dose * (medium.black + medium.glare * Math.exp(-2 * far * far));
      for (let c = 0; c < 3; c++) {
        const own = linearOfCode[data[k + c]!]!;
        const visible =
          (own + dose * medium.gamut * (grey - own)) *
          (1 - dose * medium.gridDepth * medium.gridAt(x, y, c));
        light[k + c] = (framed ? medium.frameLight : visible) + veil;
      }
    }
  }
  return toRaster(withNoise({ width, height, light }, daylightNoise, randomNumbers(seed)));
}

const luminanceAt = (data: Uint8Array, k: number): number =>
  0.2126 * linearOfCode[data[k]!]! +
  0.7152 * linearOfCode[data[k + 1]!]! +
  0.0722 * linearOfCode[data[k + 2]!]!;

const recaptured = (id: string, title: Series["title"], medium: Medium): Series => ({
  id,
  title,
  dose: { zh: "强度", en: "strength" },
  doses: [0, 0.25, 0.5, 0.75, 1],
  reaches: [],
  make: async (point, dose) => (dose === 0 ? point.raster : captured(point, dose, medium)),
});

export const offScreen = recaptured(
  "off-screen",
  { zh: "翻拍屏幕（模拟）", en: "Photographed off a screen, simulated" },
  screen,
);
export const offPrint = recaptured(
  "off-print",
  { zh: "翻拍印刷品（模拟）", en: "Photographed off a print, simulated" },
  print,
);

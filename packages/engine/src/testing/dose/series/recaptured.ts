/** Photographed off a screen, by simulation: its pixel grid sampled anew, its frame, its narrower colours, a lamp's glare. */
import { linearOfCode } from "../../../maths/colour.ts";
import { randomNumbers } from "../../random-numbers.ts";
import { daylightNoise, toRaster, withNoise } from "../light-picture.ts";
import type { Series } from "./series.ts";

/** At full strength. */
const screen = {
  /** Width of the dark frame, share of the picture. */
  bezel: 0.06,
  /** Depth of the dark lines between pixels. */
  grid: 0.6,
  /** Camera pixels per screen pixel: near two, so that slow bands appear. */
  pitchPx: 2.13,
  /** Share of colour lost. */
  gamut: 0.35,
  /** Light of the black level and of the lamp's reflection. */
  black: 0.02,
  glare: 0.5,
};

export const offScreen: Series = {
  id: "off-screen",
  title: { zh: "翻拍屏幕（模拟）", en: "Photographed off a screen, simulated" },
  dose: { zh: "强度", en: "strength" },
  doses: [0, 0.25, 0.5, 0.75, 1],
  reaches: [],
  holds: [],
  make: async ({ raster, seed }, dose) => {
    if (dose === 0) return raster;
    const { width, height, data } = raster;
    const light = new Float32Array(data.length);
    const [edgeX, edgeY] = [dose * screen.bezel * width, dose * screen.bezel * height];
    const glareAt = { x: 0.72 * width, y: 0.25 * height, radius: 0.25 * width };
    for (let y = 0, k = 0; y < height; y++) {
      for (let x = 0; x < width; x++, k += 3) {
        const framed = x < edgeX || y < edgeY || x >= width - edgeX || y >= height - edgeY;
        const grey = framed ? 0 : luminanceAt(data, k);
        const far = Math.hypot(x - glareAt.x, y - glareAt.y) / glareAt.radius;
        const veil = dose * (screen.black + screen.glare * Math.exp(-2 * far * far));
        for (let c = 0; c < 3; c++) {
          const own = framed ? 0.004 : linearOfCode[data[k + c]!]!;
          const muted = framed ? own : own + dose * screen.gamut * (grey - own);
          light[k + c] = muted * gridAt(x + c / 3, y, dose) + veil;
        }
      }
    }
    return toRaster(withNoise({ width, height, light }, daylightNoise, randomNumbers(seed)));
  },
};

const luminanceAt = (data: Uint8Array, k: number): number =>
  0.2126 * linearOfCode[data[k]!]! + 0.7152 * linearOfCode[data[k + 1]!]! + 0.0722 * linearOfCode[data[k + 2]!]!;

/** Stripes of sub-pixels across and lines down, as the sensor's own grid samples them. */
function gridAt(x: number, y: number, dose: number): number {
  const wave = (at: number): number => 0.5 + 0.5 * Math.cos((2 * Math.PI * at) / screen.pitchPx);
  return 1 - dose * screen.grid * (0.5 * wave(x) + 0.5 * wave(y));
}

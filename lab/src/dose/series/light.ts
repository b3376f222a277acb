/** Series for light: less light, more light, light from one side, less colour, a noisier sensor. */
import { codeOfLinear, linearOfCode } from "../../../../packages/engine/src/maths/colour.ts";
import type { Raster } from "../../../../packages/engine/src/ports.ts";
import { randomNumbers } from "../../../../packages/engine/src/testing/random-numbers.ts";
import { daylightNoise, litBy, toLight, toRaster, withNoise } from "../light-picture.ts";
import type { OperatingPoint } from "../operating-point.ts";
import type { Series } from "./series.ts";

/** Changes the exposure by `stopsAt` stops at each position. Sensor noise does not depend on the light. */
function exposed(
  { raster, seed }: OperatingPoint,
  stopsAt: (x: number, y: number) => number,
): Raster {
  const lit = litBy(toLight(raster), (x, y) => 2 ** stopsAt(x, y));
  return toRaster(withNoise(lit, daylightNoise, randomNumbers(seed)));
}

export const darkened: Series = {
  id: "darkened",
  title: { zh: "变暗", en: "Darkened" },
  dose: { zh: "挡", en: "stops taken" },
  doses: [0, 1, 2, 3, 4, 5],
  reaches: ["dark"],
  holds: ["overexposed", "uneven-light", "blue-clothes", "not-a-person"],
  make: async (point, dose) => (dose === 0 ? point.raster : exposed(point, () => -dose)),
};

export const brightened: Series = {
  id: "brightened",
  title: { zh: "过亮", en: "Brightened" },
  dose: { zh: "挡", en: "stops added" },
  doses: [0, 0.5, 1, 1.5, 2, 3],
  reaches: ["overexposed"],
  holds: ["dark", "uneven-light"],
  make: async (point, dose) => (dose === 0 ? point.raster : exposed(point, () => dose)),
};

export const litFromSide: Series = {
  id: "lit-from-side",
  title: { zh: "侧光", en: "Lit from one side" },
  dose: { zh: "左右脸颊相差的挡数", en: "stops, cheek to cheek" },
  doses: [0, 1, 2, 3, 4, 5],
  reaches: ["uneven-light"],
  holds: ["not-frontal", "head-tilt"],
  make: async (point, dose) => {
    if (dose === 0) return point.raster;
    const { head, faceWidthPx } = point.subject;
    // Darkens the side that is already darker. The brighter cheek keeps its light, and outside the cheeks the gain is
    // constant.
    const side = darkerSide(point);
    return exposed(point, (x) => {
      const across = (side * (x - head.faceCentreX)) / faceWidthPx;
      return -dose * Math.min(1, Math.max(0, across + 0.5));
    });
  },
};

/** Returns 1 if the right half of the face in the picture has less light, otherwise -1. */
function darkerSide({ raster, subject }: OperatingPoint): 1 | -1 {
  const { head, faceWidthPx } = subject;
  const lightOf = (from: number, to: number): number => {
    let sum = 0;
    for (let y = Math.round(head.eyeLineY); y < head.chinY; y++) {
      for (let x = Math.round(from); x < to; x++)
        sum += linearOfCode[raster.data[3 * (y * raster.width + x) + 1]!]!;
    }
    return sum;
  };
  const half = 0.4 * faceWidthPx;
  const { faceCentreX } = head;
  return lightOf(faceCentreX, faceCentreX + half) < lightOf(faceCentreX - half, faceCentreX)
    ? 1
    : -1;
}

/** Luminance weights of linear sRGB. */
const weights = [0.2126, 0.7152, 0.0722] as const;

export const faded: Series = {
  id: "colour-taken-out",
  title: { zh: "去除颜色", en: "Colour taken out" },
  dose: { zh: "去除的颜色比例", en: "share of the colour taken" },
  doses: [0, 0.25, 0.5, 0.75, 0.9, 1],
  reaches: ["grayscale"],
  make: async ({ raster }, dose) => {
    const data = new Uint8Array(raster.data.length);
    for (let k = 0; k < data.length; k += 3) {
      let grey = 0;
      for (let c = 0; c < 3; c++) grey += weights[c]! * linearOfCode[raster.data[k + c]!]!;
      const code = codeOfLinear(grey);
      for (let c = 0; c < 3; c++)
        data[k + c] = Math.round(raster.data[k + c]! * (1 - dose) + code * dose);
    }
    return { ...raster, data };
  },
};

export const noisy: Series = {
  id: "noisy",
  title: { zh: "传感器噪点", en: "Noise of the sensor" },
  dose: { zh: "白昼噪声的倍数", en: "times the noise of daylight" },
  doses: [0, 2, 4, 8, 12],
  reaches: [],
  holds: ["file-size", "quality", "background-busy", "background-colour", "blur", "hand-in-frame"],
  make: async ({ raster, seed }, dose) => {
    if (dose === 0) return raster;
    const noise = { photons: dose * daylightNoise.photons, reading: dose * daylightNoise.reading };
    return toRaster(withNoise(toLight(raster), noise, randomNumbers(seed)));
  },
};

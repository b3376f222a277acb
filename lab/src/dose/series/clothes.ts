/** Recolours clothes and preserves their folds. */
import { findPhotoSpec, type Rgb } from "@gradphoto/domain/photo-standard";
import { codeOfLinear, type Lab, labOf } from "../../../../packages/engine/src/maths/colour.ts";
import { personClass } from "../../../../packages/engine/src/models/person-classes.ts";
import type { Raster } from "../../../../packages/engine/src/ports.ts";
import { classWeights } from "../class-weights.ts";
import type { OperatingPoint } from "../operating-point.ts";
import type { Series } from "./series.ts";

/** Converts to sRGB. Each channel out of gamut is clipped. */
function rgbOfLab({ l, a, b }: Lab): Rgb {
  const fy = (l + 16) / 116;
  const x = 0.95047 * lightOf(fy + a / 500);
  const y = lightOf(fy);
  const z = 1.08883 * lightOf(fy - b / 200);
  const code = (light: number): number => codeOfLinear(Math.max(0, light));
  return {
    r: code(3.2406 * x - 1.5372 * y - 0.4986 * z),
    g: code(-0.9689 * x + 1.8758 * y + 0.0415 * z),
    b: code(0.0557 * x - 0.204 * y + 1.057 * z),
  };
}

const lightOf = (f: number): number => (f > 6 / 29 ? f ** 3 : (f - 16 / 116) / 7.787);

/** Minimum share of the picture that must be clothes. With less there is nothing to recolour. */
const minShare = 0.05;

function recoloured(
  { raster, subject }: OperatingPoint,
  colourOf: (own: Lab) => Lab,
): Raster | null {
  const weights = classWeights(subject.classes, raster, [personClass.clothes]);
  if (weights.reduce((sum, weight) => sum + weight, 0) < minShare * weights.length) return null;
  const data = Uint8Array.from(raster.data);
  for (let i = 0, k = 0; i < weights.length; i++, k += 3) {
    const weight = weights[i]!;
    if (weight < 0.02) continue;
    const own = { r: data[k]!, g: data[k + 1]!, b: data[k + 2]! };
    const { r, g, b } = rgbOfLab(colourOf(labOf(own)));
    data[k] = Math.round(own.r + weight * (r - own.r));
    data[k + 1] = Math.round(own.g + weight * (g - own.g));
    data[k + 2] = Math.round(own.b + weight * (b - own.b));
  }
  return { ...raster, data };
}

/** Hue between the blue of the sky and the blue of a pen, in CIE Lab. */
const blueHueRad = (275 * Math.PI) / 180;

export const greyToBlue: Series = {
  id: "clothes-grey-to-blue",
  title: { zh: "衣服由灰变蓝", en: "Clothes from grey to blue" },
  dose: { zh: "蓝色的彩度（CIE Lab）", en: "chroma of the blue (CIE Lab)" },
  doses: [0, 8, 16, 24, 32, 45],
  startsAltered: true,
  reaches: ["blue-clothes"],
  holds: ["dark", "overexposed", "sleeveless", "grayscale"],
  make: async (point, dose) =>
    recoloured(point, ({ l }) => ({
      l,
      a: dose * Math.cos(blueHueRad),
      b: dose * Math.sin(blueHueRad),
    })),
};

/**
 * White background spec. On the default spec's light blue background, such clothes would trigger `blue-clothes`; on
 * white they are only too light.
 */
const whiteSpec = findPhotoSpec("chsi-white");

export const likeBackground: Series = {
  id: "clothes-like-background",
  title: { zh: "衣服趋近照片的白色背景", en: "Clothes towards the photo's white background" },
  dose: { zh: "趋近的比例", en: "share of the way from dark grey" },
  doses: [0, 0.4, 0.6, 0.8, 0.9, 1],
  startsAltered: true,
  ...(whiteSpec && { specId: whiteSpec.id }),
  reaches: ["low-contrast"],
  holds: ["blue-clothes"],
  make: async (point, dose) => {
    const goal = whiteSpec ? labOf(whiteSpec.background).l : 100;
    // Folds keep some shading, so that the result still looks like cloth.
    return recoloured(point, ({ l }) => ({
      l: darkCloth + dose * (goal - darkCloth) + 0.1 * (l - 60),
      a: 0,
      b: 0,
    }));
  },
};

const darkCloth = 25;

/** Series for sharpness: out of focus, camera shake, too few pixels, JPEG artefacts. */
import sharp from "sharp";
import { toLight, toRaster } from "../light-picture.ts";
import { draggedAcross, softened } from "../warps.ts";
import type { Series } from "./series.ts";

export const blurred: Series = {
  id: "blurred",
  title: { zh: "失焦", en: "Out of focus" },
  dose: { zh: "高斯模糊 σ，眼距的百分数", en: "Gaussian sigma, % of the eye distance" },
  doses: [0, 1, 2, 3, 5, 8],
  reaches: ["blur"],
  holds: ["head-tilt", "not-frontal"],
  make: async ({ raster, subject }, dose) =>
    dose === 0 ? raster : toRaster(softened(toLight(raster), (dose / 100) * subject.frame.iodPx)),
};

export const shaken: Series = {
  id: "motion-blurred",
  title: { zh: "抖动", en: "Shaken" },
  dose: {
    zh: "横向拖影长度，眼距的百分数",
    en: "length of the smear across, % of the eye distance",
  },
  doses: [0, 3, 6, 10, 15, 25],
  reaches: ["blur"],
  holds: ["head-tilt", "not-frontal"],
  make: async ({ raster, subject }, dose) =>
    dose === 0
      ? raster
      : toRaster(draggedAcross(toLight(raster), (dose / 100) * subject.frame.iodPx)),
};

export const shrunk: Series = {
  id: "shrunk",
  title: { zh: "像素减少", en: "Fewer pixels" },
  dose: { zh: "缩小的倍数", en: "times smaller" },
  doses: [1, 1.25, 1.5, 2, 3, 4],
  reaches: ["low-resolution"],
  holds: ["head-tilt", "not-frontal", "mouth-open", "eyes-closed", "hair-top", "face-width"],
  make: async ({ raster }, dose) => {
    if (dose === 1) return raster;
    const [width, height] = [Math.round(raster.width / dose), Math.round(raster.height / dose)];
    const { data, info } = await sharp(raster.data, {
      raw: { width: raster.width, height: raster.height, channels: 3 },
    })
      .resize(width, height, { fit: "fill", kernel: "lanczos3" })
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data };
  },
};

export const jpegWorn: Series = {
  id: "jpeg-worn",
  title: { zh: "JPEG 反复压缩", en: "Worn by JPEG" },
  dose: { zh: "100 减 JPEG 品质", en: "100 minus the JPEG quality" },
  doses: [4, 25, 50, 70, 80, 90],
  reaches: [],
  holds: [
    "background-busy",
    "head-tilt",
    "hand-in-frame",
    "dark",
    "overexposed",
    "mouth-open",
    "eyes-closed",
  ],
  qualityOf: (dose) => 100 - dose,
  make: async ({ raster }) => raster,
};

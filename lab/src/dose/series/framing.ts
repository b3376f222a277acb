/** Series with a tilted picture, edges that come closer to the person, and an off-centre person. */
import type { Raster, Rect } from "../../../../packages/engine/src/ports.ts";
import type { OperatingPoint } from "../operating-point.ts";
import { croppedTo, turned } from "../warps.ts";
import type { Series } from "./series.ts";

/**
 * Turns the picture in its plane, like a tilted head or phone. A turn out of the plane cannot be simulated from one
 * picture.
 */
export const turnedInPlane: Series = {
  id: "turned-in-plane",
  title: { zh: "画面内旋转", en: "Turned in the plane" },
  dose: { zh: "度", en: "degrees" },
  doses: [0, 2, 4, 6, 8, 10, 14, 20],
  reaches: ["head-tilt"],
  holds: [
    "not-frontal",
    "eyes-closed",
    "mouth-open",
    "hair-top",
    "eye-line",
    "face-width",
    "centring",
  ],
  make: async ({ raster, subject }, dose) => {
    // The picture turns away from upright, so that the true tilt grows with the dose.
    const direction = subject.frame.rollDeg < 0 ? -1 : 1;
    return turned(raster, subject.frame.origin, direction * dose);
  },
};

const uncroppedOf = ({ width, height }: Raster): Rect => ({ left: 0, top: 0, width, height });
const headPx = ({ subject: { head } }: OperatingPoint): number => head.chinY - head.crownY;

/** Chest that the original must show, in head heights below the chin. */
const chestHeads = 0.8;

export const croppedBelow: Series = {
  id: "cropped-below",
  title: { zh: "下方裁短", en: "Cropped below" },
  dose: {
    zh: `从下巴以下 ${chestHeads} 个头高处裁去的头高`,
    en: `heads cut away, from ${chestHeads} below the chin`,
  },
  doses: [0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8],
  reaches: ["framing-tight"],
  holds: ["head-tilt", "hair-top", "eye-line", "centring"],
  make: async (point, dose) => {
    const { raster, subject } = point;
    const height = Math.round(subject.head.chinY + (chestHeads - dose) * headPx(point));
    if (subject.head.chinY + chestHeads * headPx(point) > raster.height) return null;
    return dose === 0 ? raster : croppedTo(raster, { ...uncroppedOf(raster), height });
  },
};

/** Distance of the edge from the middle of the face, in face widths, where the series starts. */
const neighbourFaces = 1.2;

export const croppedSideways: Series = {
  id: "cropped-beside",
  title: { zh: "侧边裁近", en: "Cropped at the side" },
  dose: {
    zh: `从脸中线旁 ${neighbourFaces} 个脸宽处裁去的脸宽`,
    en: `face widths cut away, from ${neighbourFaces} beside the middle`,
  },
  doses: [0, 0.2, 0.4, 0.5, 0.6, 0.7],
  reaches: ["framing-tight"],
  holds: ["head-tilt", "hair-top", "eye-line"],
  make: async (point, dose) => {
    const { raster, subject } = point;
    const { faceCentreX } = subject.head;
    if (faceCentreX + neighbourFaces * subject.faceWidthPx > raster.width) return null;
    const width = Math.round(faceCentreX + (neighbourFaces - dose) * subject.faceWidthPx);
    return dose === 0 ? raster : croppedTo(raster, { ...uncroppedOf(raster), width });
  },
};

export const croppedAbove: Series = {
  id: "cropped-above",
  title: { zh: "头顶裁切", en: "Cropped above" },
  dose: { zh: "裁去的头高比例", en: "share of the head cut away" },
  doses: [0, 0.03, 0.06, 0.1, 0.15, 0.2],
  reaches: ["framing-tight"],
  holds: ["head-tilt", "eyes-closed"],
  make: async (point, dose) => {
    if (dose === 0) return point.raster;
    const top = Math.round(point.subject.head.crownY + dose * headPx(point));
    return croppedTo(point.raster, {
      ...uncroppedOf(point.raster),
      top,
      height: point.raster.height - top,
    });
  },
};

/** Width of the crop in face widths. It is narrower than the original, so that the crop can be shifted. */
const retainedFaces = 3;

export const shifted: Series = {
  id: "shifted",
  title: { zh: "人像偏移", en: "Person aside" },
  dose: { zh: "脸中线偏离画面中线，脸宽", en: "face widths from the middle of the picture" },
  doses: [0, 0.1, 0.2, 0.3, 0.4],
  reaches: [],
  holds: [
    "centring",
    "hair-top",
    "eye-line",
    "face-width",
    "head-tilt",
    "not-frontal",
    "framing-tight",
  ],
  make: async ({ raster, subject }, dose) => {
    if (dose === 0) return raster;
    const width = Math.round(retainedFaces * subject.faceWidthPx);
    const left = Math.round(subject.head.faceCentreX - (0.5 - dose / retainedFaces) * width);
    if (left < 0 || left + width > raster.width) return null;
    return croppedTo(raster, { ...uncroppedOf(raster), left, width });
  },
};

/** Harmless versions of a photo. The variation of a check's value over them is the noise of that check. */
import { randomNumbers } from "../../../../packages/engine/src/testing/random-numbers.ts";
import { daylightNoise, toLight, toRaster, withNoise } from "../light-picture.ts";
import { croppedTo } from "../warps.ts";
import type { Series } from "./series.ts";
import { shrunk } from "./sharpness.ts";

const trimmedPx = 5;
const slightlySmaller = 1.04;

export const harmless: Series = {
  id: "harmless",
  title: { zh: "无害的变化", en: "Harmless versions" },
  dose: { zh: "版本", en: "version" },
  doses: [0, 1, 2, 3, 4],
  reaches: [],
  qualityOf: (version) => (version === 1 ? 88 : 96),
  make: async (point, version) => {
    const { raster, seed } = point;
    if (version === 2) {
      return croppedTo(raster, {
        left: trimmedPx,
        top: trimmedPx,
        width: raster.width - trimmedPx,
        height: raster.height - trimmedPx,
      });
    }
    if (version === 3) return shrunk.make(point, slightlySmaller);
    return version === 4
      ? toRaster(withNoise(toLight(raster), daylightNoise, randomNumbers(seed)))
      : raster;
  },
};

/** The picture turned in its plane, as a head or a phone held askew. Turning out of the plane needs the person: no picture has it. */

import { turned } from "../warps.ts";
import type { Series } from "./series.ts";

export const turnedInPlane: Series = {
  id: "turned-in-plane",
  title: { zh: "画面内旋转", en: "Turned in the plane" },
  dose: { zh: "度", en: "degrees" },
  doses: [0, 2, 4, 6, 8, 10, 14, 20],
  reaches: ["head-tilt"],
  holds: ["not-frontal", "eyes-closed", "mouth-open", "hair-top", "eye-line", "face-width", "centring"],
  make: async ({ raster, subject }, dose) => {
    // Away from upright, so that the truth grows with the dose.
    const direction = subject.frame.rollDeg < 0 ? -1 : 1;
    return turned(raster, subject.frame.origin, direction * dose);
  },
};

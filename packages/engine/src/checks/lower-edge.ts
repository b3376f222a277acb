/** Contact of the person with the lower edge of the finished photo. */
import type { Rgb } from "@gradphoto/domain/photo-standard";
import type { Raster } from "../ports.ts";
import { resultCheck } from "./check.ts";

export const lowerEdge = resultCheck({
  id: "lower-edge",
  measure: ({ decoded, spec }) => {
    const rows = bareRows(decoded, spec.background);
    const y = decoded.height - rows;
    return {
      value: rows,
      shapes: rows > 0 ? [{ kind: "box", x: 0, y, width: decoded.width, height: rows }] : [],
    };
  },
});

/** Deviation that JPEG adds to a flat colour; cloth, even white cloth, varies more. */
const flatCode = 2;

/** Rows from the lower edge upwards that contain only the background's colour. */
function bareRows({ width, height, data }: Raster, { r, g, b }: Rgb): number {
  for (let i = width * height - 1; i >= 0; i--) {
    const worst = Math.max(Math.abs(data[3 * i]! - r), Math.abs(data[3 * i + 1]! - g), Math.abs(data[3 * i + 2]! - b));
    if (worst > flatCode) return height - 1 - Math.floor(i / width);
  }
  return height;
}

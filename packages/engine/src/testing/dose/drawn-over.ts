/** Shapes drawn over a picture, in its pixels. */
import type { Point } from "@gradphoto/domain/photo-standard";
import sharp from "sharp";
import type { Raster } from "../../ports.ts";

export async function drawnOver({ width, height, data }: Raster, shapes: string): Promise<Raster> {
  // The codec switches every reader off that photos do not need; our own drawing is SVG.
  sharp.unblock({ operation: ["VipsForeignLoadSvg"] });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shapes}</svg>`;
  const drawn = await sharp(data, { raw: { width, height, channels: 3 } })
    .composite([{ input: Buffer.from(svg) }])
    .removeAlpha()
    .raw()
    .toBuffer();
  return { width, height, data: drawn };
}

/** For the points of a polygon or line. */
export const cornersOf = (points: readonly Point[]): string =>
  points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");

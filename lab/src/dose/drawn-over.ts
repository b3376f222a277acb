/** Shapes drawn over a picture, in its pixels. */
import type { Point } from "@gradphoto/domain/photo-standard";
import sharp from "sharp";
import type { Raster } from "../../../packages/engine/src/ports.ts";
import { readingSvg } from "../../../packages/engine/src/testing/reading-svg.ts";

export async function drawnOver({ width, height, data }: Raster, shapes: string): Promise<Raster> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shapes}</svg>`;
  const drawing = sharp(data, { raw: { width, height, channels: 3 } })
    .composite([{ input: Buffer.from(svg) }])
    .removeAlpha()
    .raw();
  const drawn = await readingSvg(() => drawing.toBuffer());
  return { width, height, data: drawn };
}

/** For the points of a polygon or line. */
export const cornersOf = (points: readonly Point[]): string =>
  points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");

/** A dosed picture as the file the engine gets; so little is lost that the dose alone is seen. */
import sharp from "sharp";
import type { Raster } from "../../../packages/engine/src/ports.ts";

export const encodeDosed = ({ width, height, data }: Raster, quality = 96): Promise<Buffer> =>
  sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality, chromaSubsampling: quality > 90 ? "4:4:4" : "4:2:0" })
    .toBuffer();

/** JPEG by mozjpeg compiled to WebAssembly, whose only mode is trellis quantisation with overshoot deringing. */
import type { JpegTables } from "@gradphoto/domain/photo-standard";
import encode, { init } from "@jsquash/jpeg/encode.js";
import type { JpegOptions, Raster } from "../../ports.ts";

/** Numbers of the tables in mozjpeg. */
const mozjpegTables = { "annex-k": 0, "ms-ssim": 2 } as const satisfies Record<JpegTables, number>;
const ycc = 3;

export type EncodeWithTrellis = (raster: Raster, options: JpegOptions) => Promise<Uint8Array>;

export async function openMozjpeg(module: WebAssembly.Module): Promise<EncodeWithTrellis> {
  await init(module);
  return async ({ width, height, data }, { quality, chroma, tables = "annex-k" }) => {
    const picture = { width, height, data: withAlpha(data), colorSpace: "srgb" } as const;
    const file = await encode(picture, {
      quality,
      baseline: true,
      arithmetic: false,
      progressive: false,
      optimize_coding: true,
      smoothing: 0,
      color_space: ycc,
      quant_table: mozjpegTables[tables],
      trellis_multipass: false,
      trellis_opt_zero: false,
      trellis_opt_table: false,
      trellis_loops: 1,
      auto_subsample: false,
      chroma_subsample: chroma === "4:4:4" ? 1 : 2,
      separate_chroma_quality: false,
      chroma_quality: quality,
    });
    return new Uint8Array(file);
  };
}

function withAlpha(rgb: Uint8Array): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray((rgb.length / 3) * 4).fill(255);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    rgba[to] = rgb[from]!;
    rgba[to + 1] = rgb[from + 1]!;
    rgba[to + 2] = rgb[from + 2]!;
  }
  return rgba;
}

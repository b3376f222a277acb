/**
 * Measures with SSIMULACRA2 how much quality of a frame its finished file retains. For comparison: an encoder with
 * only the settings quality and chroma.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PhotoSpec } from "@gradphoto/domain/photo-standard";
import sharp from "sharp";
import type { ImageCodec, Raster } from "../../../packages/engine/src/ports.ts";
import { encode } from "../../../packages/engine/src/steps/encode.ts";
import { randomNumbers } from "../../../packages/engine/src/testing/random-numbers.ts";

export interface MeasuredFile {
  readonly bytes: number;
  readonly quality: number;
  readonly fits: boolean;
  readonly softenedPx: number;
  /** Score: 100 is identical, 90 nearly indistinguishable, 70 high and 50 medium quality. */
  readonly score: number;
  readonly cpuMs: number;
}

/** Measures files. Throws if the command `ssimulacra2` (Debian package libjxl-devtools) is missing. */
export async function measureFiles(
  frame: Raster,
  spec: PhotoSpec,
  codec: ImageCodec,
): Promise<{ plain: MeasuredFile; product: MeasuredFile }> {
  const measured = async (make: () => Promise<Made>): Promise<MeasuredFile> => {
    const start = process.cpuUsage().user;
    const { bytes, quality, softenedPx } = await make();
    const cpuMs = (process.cpuUsage().user - start) / 1000;
    const fits = bytes.length <= spec.file.maxBytes;
    return {
      bytes: bytes.length,
      quality,
      softenedPx,
      fits,
      score: await scoreOf(frame, bytes),
      cpuMs,
    };
  };
  return {
    plain: await measured(() => plainEncoding(frame, spec, codec)),
    product: await measured(() => encode(frame, spec, codec)),
  };
}

type Made = { readonly bytes: Uint8Array; readonly quality: number; readonly softenedPx: number };

/**
 * Encodes with the tables of Annex K at the highest quality that fits, first with full chroma, then with halved
 * chroma. Uses the lowest quality if none fits.
 */
async function plainEncoding(frame: Raster, { file }: PhotoSpec, codec: ImageCodec): Promise<Made> {
  for (const chroma of ["4:4:4", "4:2:0"] as const) {
    let best: Made | null = null;
    for (let low = file.minQuality, high = 98; low <= high; ) {
      const quality = (low + high) >> 1;
      const bytes = await codec.encodeJpeg(frame, { quality, chroma });
      if (bytes.length <= file.maxBytes) {
        best = { bytes, quality, softenedPx: 0 };
        low = quality + 1;
      } else high = quality - 1;
    }
    if (best) return best;
  }
  const quality = file.minQuality;
  return {
    bytes: await codec.encodeJpeg(frame, { quality, chroma: "4:2:0" }),
    quality,
    softenedPx: 0,
  };
}

async function scoreOf({ width, height, data }: Raster, jpeg: Uint8Array): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "gradphoto-encode-"));
  try {
    const [frame, file] = [join(folder, "frame.png"), join(folder, "file.png")];
    await sharp(data, { raw: { width, height, channels: 3 } })
      .png({ compressionLevel: 1 })
      .toFile(frame);
    await sharp(jpeg).png({ compressionLevel: 1 }).toFile(file);
    return Number(execFileSync("ssimulacra2", [frame, file], { encoding: "utf8" }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Adds uniform noise of ±`noiseCode` to everything except the background, as a worst case for cloth and grain. */
export function withNoise(
  { width, height, data }: Raster,
  { background }: PhotoSpec,
  noiseCode: number,
): Raster {
  const next = randomNumbers(7);
  const codes = [background.r, background.g, background.b];
  const noisy = Uint8ClampedArray.from(data);
  for (let i = 0; i < data.length; i += 3) {
    if (codes.every((code, c) => data[i + c] === code)) continue;
    for (let c = 0; c < 3; c++) noisy[i + c] = data[i + c]! + noiseCode * (2 * next() - 1);
  }
  return { width, height, data: new Uint8Array(noisy) };
}

/** Decodes a QR code in a picture. Tries the original pixels first, then a blurred copy, without moiré and noise. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { findCollectionCode } from "@gradphoto/domain";
import type { Raster } from "@gradphoto/engine";
import sharp from "sharp";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

// Sigma of the blur. Of 60 distorted codes, 51 are read directly and 59 with this second pass. Smaller sigmas leave
// strong moiré.
const blurSigmaPx = 3.5;

// Without this, the library would fetch its WebAssembly from the internet.
const wasmPath = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
await prepareZXingModule({
  overrides: { wasmBinary: Uint8Array.from(readFileSync(wasmPath)).buffer },
  fireImmediately: true,
});

/**
 * Returns the collection code among all QR codes, or another QR code when there is none. Returns null when no code is
 * found.
 */
export async function decodeQrText(raster: Raster): Promise<string | null> {
  const { width, height, data } = raster;
  const picture = sharp(data, { raw: { width, height, channels: 3 } });
  for (const pass of [picture, picture.clone().blur(blurSigmaPx)]) {
    const rgba = await pass.ensureAlpha().raw().toBuffer();
    const pixels = {
      width,
      height,
      data: new Uint8ClampedArray(rgba.buffer, rgba.byteOffset, rgba.length),
      colorSpace: "srgb",
    } as const;
    const match = await readBarcodes(pixels, { formats: ["QRCode"] });
    const text = findCollectionCode(match.flatMap((code) => (code.isValid && code.text !== "" ? code.text : [])));
    if (text !== null) return text;
  }
  return null;
}

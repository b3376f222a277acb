import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import sharp from "sharp";
import { expect, test } from "vitest";
import { createSharpCodec } from "../../node/sharp-codec.ts";
import { readPackagePhotos } from "../../testing/photos.ts";
import { openMozjpeg } from "./mozjpeg.ts";

const wasm = createRequire(import.meta.url).resolve("@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm");

test("encodes a picture with trellis to the same pixels as libvips", async () => {
  const encode = await openMozjpeg(await WebAssembly.compile(readFileSync(wasm)));
  const [photo] = readPackagePhotos();
  const data = await sharp(photo!.bytes)
    .resize(480, 640, { fit: "cover" })
    .removeAlpha()
    .raw()
    .toBuffer();
  const raster = { width: 480, height: 640, data };
  for (const quality of [50, 70, 85]) {
    const options = { quality, chroma: "4:2:0", tables: "ms-ssim", trellis: true } as const;
    const [own, expected] = [
      await encode(raster, options),
      await createSharpCodec({ heic: false }).encodeJpeg(raster, options),
    ];
    expect(
      Buffer.compare(await sharp(own).raw().toBuffer(), await sharp(expected).raw().toBuffer()),
    ).toBe(0);
    // The files differ by the JFIF header, which libvips omits.
    expect(Math.abs(own.length - expected.length)).toBeLessThan(20);
  }
});

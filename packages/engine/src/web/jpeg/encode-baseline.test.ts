import sharp from "sharp";
import { expect, test } from "vitest";
import { createSharpCodec } from "../../node/sharp-codec.ts";
import type { JpegOptions, Raster } from "../../ports.ts";
import { readPackagePhotos } from "../../testing/photos.ts";
import { encodeBaseline } from "./encode-baseline.ts";

const codec = createSharpCodec({ heic: false });
const [photo] = readPackagePhotos();

async function framed(width: number, height: number): Promise<Raster> {
  const data = await sharp(photo!.bytes)
    .resize(width, height, { fit: "cover" })
    .removeAlpha()
    .raw()
    .toBuffer();
  return { width, height, data };
}

const sizes = [
  [480, 640],
  [357, 501],
  [1, 1],
] as const;
const options: readonly JpegOptions[] = [30, 60, 78, 98].flatMap((quality) =>
  (["4:4:4", "4:2:0"] as const).flatMap((chroma) =>
    (["annex-k", "ms-ssim"] as const).map((tables) => ({ quality, chroma, tables })),
  ),
);

test.each(sizes)(
  "encodes a picture of %i × %i to the same bytes as libvips",
  async (width, height) => {
    const raster = await framed(width, height);
    for (const option of options) {
      const expected = await codec.encodeJpeg(raster, option);
      expect(Buffer.compare(encodeBaseline(raster, option), expected), JSON.stringify(option)).toBe(
        0,
      );
    }
  },
);

test("encodes noise, which needs codes of every length, to the same bytes as libvips", async () => {
  const noise = { type: "gaussian", mean: 128, sigma: 90 } as const;
  const create = { width: 160, height: 96, channels: 3, background: "#808080", noise } as const;
  const raster = { width: 160, height: 96, data: await sharp({ create }).raw().toBuffer() };
  for (const option of options)
    expect(
      Buffer.compare(encodeBaseline(raster, option), await codec.encodeJpeg(raster, option)),
    ).toBe(0);
});

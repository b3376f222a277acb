/**
 * Fills a folder with 12-megapixel JPEGs like those of phones, made from smaller frontal and well-lit photos of
 * people.
 */
import { existsSync, readFileSync } from "node:fs";
import { join, parse } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { z } from "zod";
import { photosFolder } from "../../../packages/engine/src/testing/photos.ts";

const photoSize = { width: 3024, height: 4032 };
const noiseSigma = 3.5;
const jpegQuality = 92;

const labels = z.array(z.object({ file: z.string(), expected: z.unknown() }));

/**
 * Returns the photos labelled "pass" in GRADPHOTO_PHOTOS, some of which end too high above the chest. Without that
 * folder, returns the one acceptable photo of the npm packages.
 */
function acceptablePhotos(): readonly string[] {
  const folder = photosFolder();
  const index = join(folder, "index.json");
  if (existsSync(index)) {
    return labels
      .parse(JSON.parse(readFileSync(index, "utf8")))
      .filter(({ expected }) => expected === "pass")
      .map(({ file }) => join(folder, file));
  }
  const packaged = fileURLToPath(
    new URL("../../../node_modules/material-kit/assets/img/faces/marc.jpg", import.meta.url),
  );
  if (existsSync(packaged)) return [packaged];
  throw new Error(
    "No photos: set GRADPHOTO_PHOTOS to a folder with photos and their index.json, or run `npm ci`.",
  );
}

/** Enlarges `file` to cover the frame, adds sensor noise and writes it as JPEG. */
async function enlarge(file: string, folder: string): Promise<void> {
  const picture = await sharp(file)
    .autoOrient()
    .resize({ ...photoSize, fit: "cover", position: "top" })
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .removeAlpha()
    .raw()
    .toBuffer();
  const noise = await sharp({
    create: {
      ...photoSize,
      channels: 3,
      background: "#808080",
      noise: { type: "gaussian", mean: 128, sigma: noiseSigma },
    },
  })
    .raw()
    .toBuffer();
  const noisy = Uint8ClampedArray.from(picture, (code, i) => code + noise[i]! - 128);
  await sharp(noisy, { raw: { ...photoSize, channels: 3 } })
    .jpeg({ quality: jpegQuality })
    .toFile(join(folder, `${parse(file).name}.jpg`));
}

const [folder = "."] = process.argv.slice(2);
for (const file of acceptablePhotos()) await enlarge(file, folder);

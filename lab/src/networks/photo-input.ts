/** Reads photos as input of a network, for tests only. */
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";

/** Returns the path of a file in an npm package. */
export function packagePhoto(packageName: string, file: string): string {
  const folder = dirname(createRequire(import.meta.url).resolve(`${packageName}/package.json`));
  return join(folder, "assets", "img", file);
}

/** Returns the paths of the labelled photos, which are not part of the project; empty if their folder is missing. */
export function labelledPhotos(): readonly string[] {
  const folder =
    process.env.GRADPHOTO_PHOTOS ??
    fileURLToPath(new URL("../../../../shared/photos", import.meta.url));
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => /\.(jpe?g|png|webp)$/i.test(file));
  return files.sort().map((file) => join(folder, file));
}

/** Reads the central square of the photo, `size` pixels wide. Its codes 0..255 are scaled to `low`..`high`. */
export async function photoInput(
  path: string,
  size: number,
  [low, high]: readonly [number, number],
): Promise<Float32Array> {
  const pixels = await sharp(path)
    .autoOrient()
    .resize(size, size, { fit: "cover" })
    .flatten({ background: "#fff" })
    .toColourspace("srgb")
    .raw()
    .toBuffer();
  return Float32Array.from(pixels, (code) => low + ((high - low) * code) / 255);
}

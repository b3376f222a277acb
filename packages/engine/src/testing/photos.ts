/** Labelled photos for tests: read from GRADPHOTO_PHOTOS, never part of the project. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder named by GRADPHOTO_PHOTOS, or ../shared/photos next to the project. */
export function photosFolder(): string {
  return process.env.GRADPHOTO_PHOTOS ?? fileURLToPath(new URL("../../../../../shared/photos", import.meta.url));
}

export function labelledPhotos(folder: string): { file: string; bytes: Uint8Array }[] {
  return readdirSync(folder)
    .filter((file) => /\.(jpe?g|png|webp)$/i.test(file))
    .sort()
    .map((file) => ({ file, bytes: readFileSync(join(folder, file)) }));
}

/** Photos for tests: those of npm packages, and labelled ones from GRADPHOTO_PHOTOS, which are never part of the project. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Returns the folder named by GRADPHOTO_PHOTOS, or ../shared/photos next to the project. */
export function photosFolder(): string {
  return (
    process.env.GRADPHOTO_PHOTOS ??
    fileURLToPath(new URL("../../../../../shared/photos", import.meta.url))
  );
}

export function readLabelledPhotos(folder: string): { file: string; bytes: Uint8Array }[] {
  return readdirSync(folder)
    .filter((file) => /\.(jpe?g|png|webp)$/i.test(file))
    .sort()
    .map((file) => ({ file, bytes: readFileSync(join(folder, file)) }));
}

/** Photos included in npm packages, available on any machine. */
const packagePhotos = [
  ...["avatar", "camp", "christian", "kendall", "marc", "card-profile1-square"].map(
    (name) => `material-kit/assets/img/faces/${name}.jpg`,
  ),
  ...["bruce-mars", "ivana-square", "kal-visuals-square", "marie", "team-1"].map(
    (name) => `soft-ui-dashboard/assets/img/${name}.jpg`,
  ),
];

export function readPackagePhotos(): { file: string; bytes: Uint8Array }[] {
  const { resolve } = createRequire(import.meta.url);
  return packagePhotos.map((file) => ({ file, bytes: readFileSync(resolve(file)) }));
}

/** Returns one photo of an npm package for the fuzzer, so that damaged files still contain a face; none if not installed. */
export function readFuzzedPhotos(): readonly Uint8Array[] {
  const path = fileURLToPath(
    new URL("../../../../node_modules/material-kit/assets/img/faces/marc.jpg", import.meta.url),
  );
  return existsSync(path) ? [readFileSync(path)] : [];
}

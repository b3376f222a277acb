/** For tests: the folder of labelled photos, which is not part of the source tree. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../..", import.meta.url));

/** GRADPHOTO_PHOTOS, else ../shared/photos from the repository; null, with the reason said, when there are none. */
export function photoFolder(): string | null {
  const folder = resolve(root, process.env.GRADPHOTO_PHOTOS ?? "../shared/photos");
  if (existsSync(join(folder, "index.json"))) return folder;
  process.stderr.write(`skipped: no labelled photos in ${folder}; set GRADPHOTO_PHOTOS to a folder with index.json\n`);
  return null;
}

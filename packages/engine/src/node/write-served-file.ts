/** Writes a file of a web app under a temporary name, then renames it: an interrupted write leaves no partial file. */
import { rename, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

export async function writeServedFile(path: string, bytes: Uint8Array | string): Promise<void> {
  // The web server lists no names that begin with a dot.
  const partial = join(dirname(path), `.${basename(path)}.part`);
  await writeFile(partial, bytes);
  await rename(partial, path);
}

/** Writes a file of a web app so that a kill leaves none that is partial. */
import { rename, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

export async function writeServedFile(path: string, bytes: Uint8Array | string): Promise<void> {
  // The service never serves names that begin with a dot.
  const partial = join(dirname(path), `.${basename(path)}.part`);
  await writeFile(partial, bytes);
  await rename(partial, path);
}

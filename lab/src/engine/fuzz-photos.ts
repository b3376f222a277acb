/** Photos of people, small, for damage that leaves a face to be found. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** One from an npm package, when it is installed. */
export function intactFiles(): readonly Uint8Array[] {
  const path = fileURLToPath(new URL("../../../node_modules/material-kit/assets/img/faces/marc.jpg", import.meta.url));
  return existsSync(path) ? [readFileSync(path)] : [];
}

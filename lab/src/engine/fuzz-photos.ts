/** Small photos of people for the fuzzer, so that damaged files still contain a face. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Returns one photo of an npm package, or none if the package is not installed. */
export function intactFiles(): readonly Uint8Array[] {
  const path = fileURLToPath(new URL("../../../node_modules/material-kit/assets/img/faces/marc.jpg", import.meta.url));
  return existsSync(path) ? [readFileSync(path)] : [];
}

/** Reads the pinned weight files from node_modules; the part of this package that needs Node. */
import { createRequire } from "node:module";
import { readWeightFile } from "./weights/read.ts";
import { type WeightId, weightFileOf, weightFiles } from "./weights/table.ts";

export { WeightError } from "./weights/read.ts";

const require = createRequire(import.meta.url);

/** The verified bytes of a weight file. Throws a WeightError that says what is wrong and how to mend it. */
export function readWeights(id: WeightId): Uint8Array {
  const file = weightFileOf(id);
  return readWeightFile(file, moduleFolders(file.package));
}

/** Reads and verifies every weight file; throws the WeightError of the first one that is not as pinned. */
export function verifyAllWeights(): void {
  for (const file of weightFiles) {
    readWeightFile(file, moduleFolders(file.package));
  }
}

/** The node_modules folders that Node searches from here; found this way because a package may hide its files. */
function moduleFolders(packageName: string): readonly string[] {
  return require.resolve.paths(packageName) ?? [];
}

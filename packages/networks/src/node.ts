/** Reads the pinned weight files from node_modules and keeps the converted networks; the part of this package that needs Node. */
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { convertNetwork, describeNetwork, type NetworkName } from "./networks.ts";
import { hashOfSources, type NetworkStore, storedNetwork } from "./stored-network.ts";
import { readWeightFile, verifyWeightFile } from "./weights/read.ts";
import { type WeightId, weightFileOf, weightFiles } from "./weights/table.ts";

export { WeightError } from "./weights/read.ts";

const require = createRequire(import.meta.url);

/** The verified bytes of a weight file. Throws a WeightError that says what is wrong and how to mend it. */
export function readWeights(id: WeightId): Uint8Array {
  const file = weightFileOf(id);
  return readWeightFile(file, moduleFolders(file.package));
}

/** Verifies every weight file; throws the WeightError of the first one that is not as pinned. */
export function verifyAllWeights(): void {
  for (const file of weightFiles) {
    verifyWeightFile(file, moduleFolders(file.package));
  }
}

let store: NetworkStore | null = null;

/**
 * Path of the network as an ONNX file in this package's build folder, made when it is not there; its bytes where the folder
 * cannot be written. Throws a WeightError when it has to be made and its weights are not as pinned.
 */
export function openNetwork(name: NetworkName): string | Uint8Array {
  store ??= {
    folder: fileURLToPath(new URL("../build/", import.meta.url)),
    converter: hashOfSources(new URL("./", import.meta.url)),
  };
  const { weights } = describeNetwork(name);
  const convert = (): Uint8Array => convertNetwork(name, readWeights(weights)).onnx;
  return storedNetwork(store, name, weightFileOf(weights).sha256, convert);
}

/** The node_modules folders that Node searches from here; found this way because a package may hide its files. */
function moduleFolders(packageName: string): readonly string[] {
  return require.resolve.paths(packageName) ?? [];
}

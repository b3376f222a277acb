/**
 * Reads the pinned weight files from node_modules and stores the converted networks. This part of the package needs
 * Node.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { convertNetwork, describeNetwork, type NetworkName } from "./networks.ts";
import { readBytes, sha256OfFile } from "./read-bytes.ts";
import { hashOfSources, type NetworkStore, storedNetwork } from "./stored-network.ts";
import { type WeightFile, type WeightId, weightFileOf, weightFiles } from "./weights/table.ts";

/**
 * Error for weights that are missing or not the pinned ones. The message names package, version, file, fault and fix.
 */
export class WeightError extends Error {
  override readonly name = "WeightError";
}

/**
 * Reads one weight file, verified by package version and sha256. `moduleFolders` are the node_modules folders to look
 * in, nearest first. Throws a WeightError.
 */
export function readWeightFile(file: WeightFile, moduleFolders: readonly string[]): Uint8Array {
  const bytes = readBytes(pathOf(file, moduleFolders), file.range);
  requirePinned(file, createHash("sha256").update(bytes).digest("hex"));
  return bytes;
}

/** Verifies one weight file as `readWeightFile` does, without holding its bytes. Throws a WeightError. */
function verifyWeightFile(file: WeightFile, moduleFolders: readonly string[]): void {
  requirePinned(file, sha256OfFile(pathOf(file, moduleFolders), file.range));
}

function pathOf(file: WeightFile, moduleFolders: readonly string[]): string {
  const folder = moduleFolders
    .map((modules) => join(modules, file.package))
    .find((path) => existsSync(path));
  if (folder === undefined) {
    throw weightError(file, "the package is not installed");
  }
  const version = installedVersion(folder);
  if (version !== file.version) {
    throw weightError(file, `version ${version ?? "unknown"} of the package is installed`);
  }
  const path = join(folder, file.path);
  if (!existsSync(path)) {
    throw weightError(file, "the package lacks this file");
  }
  return path;
}

function requirePinned(file: WeightFile, sha256: string): void {
  if (sha256 !== file.sha256) {
    throw weightError(file, `its bytes changed: sha256 is ${sha256} instead of ${file.sha256}`);
  }
}

function installedVersion(folder: string): string | null {
  const path = join(folder, "package.json");
  if (!existsSync(path)) {
    return null;
  }
  const manifest: unknown = JSON.parse(readFileSync(path, "utf8"));
  const hasVersion = typeof manifest === "object" && manifest !== null && "version" in manifest;
  return hasVersion && typeof manifest.version === "string" ? manifest.version : null;
}

function weightError(file: WeightFile, fault: string): WeightError {
  return new WeightError(
    `Weights "${file.id}" cannot be used: ${file.path} of ${file.package}@${file.version}: ${fault}. To mend it, run \`npm ci\`.`,
  );
}

const require = createRequire(import.meta.url);

/** Returns the verified bytes of a weight file. Throws a WeightError that states the fault and its fix. */
export function readWeights(id: WeightId): Uint8Array {
  const file = weightFileOf(id);
  return readWeightFile(file, moduleFolders(file.package));
}

/** Verifies every weight file. Throws the WeightError of the first one that is not as pinned. */
export function verifyAllWeights(): void {
  for (const file of weightFiles) {
    verifyWeightFile(file, moduleFolders(file.package));
  }
}

let store: NetworkStore | null = null;

/**
 * Returns the path of the network as an ONNX file in this package's build folder, which it creates when it is missing;
 * or its bytes where the folder is not writable. Throws a WeightError when it must create the file and the weights are
 * not as pinned.
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

/**
 * Returns the node_modules folders that Node searches from here. A package may hide its files, so they are not resolved
 * directly.
 */
function moduleFolders(packageName: string): readonly string[] {
  return require.resolve.paths(packageName) ?? [];
}

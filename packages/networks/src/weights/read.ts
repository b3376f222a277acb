/** Reads weight files out of installed npm packages and refuses any whose version or bytes are not the pinned ones. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readBytes, sha256OfFile } from "../file-bytes.ts";
import type { WeightFile } from "./table.ts";

/** Weights are missing or not the pinned ones; the message names package, version, file, fault and mend. */
export class WeightError extends Error {
  override readonly name = "WeightError";
}

/**
 * The bytes of one weight file, verified by package version and sha256.
 * `moduleFolders` are the node_modules folders to look in, nearest first. Throws a WeightError.
 */
export function readWeightFile(file: WeightFile, moduleFolders: readonly string[]): Uint8Array {
  const bytes = readBytes(pathOf(file, moduleFolders), file.range);
  requirePinned(file, createHash("sha256").update(bytes).digest("hex"));
  return bytes;
}

/** Verifies one weight file as `readWeightFile` does, without keeping its bytes. Throws a WeightError. */
export function verifyWeightFile(file: WeightFile, moduleFolders: readonly string[]): void {
  requirePinned(file, sha256OfFile(pathOf(file, moduleFolders), file.range));
}

function pathOf(file: WeightFile, moduleFolders: readonly string[]): string {
  const folder = moduleFolders.map((modules) => join(modules, file.package)).find((path) => existsSync(path));
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

/**
 * Converted networks as files. Each is created once, verified whenever it is opened, and shared by all threads and
 * processes.
 */
import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sha256OfFile } from "./read-bytes.ts";

export interface NetworkStore {
  readonly folder: string;
  /** Hash of the converter's sources. A file of another converter is never opened. */
  readonly converter: string;
}

/**
 * Returns the path of the file with the network `name` from the weights with that sha256, or its bytes when no file can
 * be written. A file's name ends with the sha256 of its contents; a truncated or changed file is created again.
 */
export function storedNetwork(
  { folder, converter }: NetworkStore,
  name: string,
  weightsSha256: string,
  convert: () => Uint8Array,
): string | Uint8Array {
  const source = createHash("sha256")
    .update(converter)
    .update(weightsSha256)
    .digest("hex")
    .slice(0, 16);
  const prefix = `${name}-${source}-`;
  for (const file of filesOf(folder).filter((each) => each.startsWith(prefix))) {
    const path = join(folder, file);
    if (isIntact(path, file.slice(prefix.length))) return path;
  }
  const bytes = convert();
  const path = join(
    folder,
    `${prefix}${createHash("sha256").update(bytes).digest("hex")}${ending}`,
  );
  try {
    writeAtomically(folder, path, bytes);
    removeOlder(folder, name, path);
  } catch {
    return bytes;
  }
  return path;
}

const ending = ".onnx";

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isIntact(path: string, nameEnd: string): boolean {
  try {
    return nameEnd === `${sha256OfFile(path)}${ending}`;
  } catch {
    return false;
  }
}

/** Writes a file so that readers see all of it or none. Concurrent writers write the same bytes. */
function writeAtomically(folder: string, path: string, bytes: Uint8Array): void {
  mkdirSync(folder, { recursive: true });
  const unfinished = join(folder, `unfinished-${randomUUID()}`);
  try {
    writeFileSync(unfinished, bytes);
    renameSync(unfinished, path);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** Removes the files of earlier weights, of an earlier converter, or of damage. */
function removeOlder(folder: string, name: string, currentPath: string): void {
  const ofNetwork = new RegExp(`^${name}-[0-9a-f]{16}-`);
  for (const file of filesOf(folder)) {
    if (ofNetwork.test(file) && join(folder, file) !== currentPath)
      rmSync(join(folder, file), { force: true });
  }
}

/**
 * Returns the SHA-256 of all TypeScript files of a folder except tests, as a cache key for whatever this code produces.
 */
export function hashOfSources(folder: URL): string {
  const root = fileURLToPath(folder);
  const hash = createHash("sha256");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" });
  for (const file of files.filter((name) => /(?<!\.test)\.ts$/.test(name)).sort()) {
    hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest("hex");
}

/** Kernel in Node. Compiles assembly/ into one WebAssembly file, once per version of its sources, and loads it. */
import { execFile } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { MattingKernel } from "./cutout.ts";
import { instantiateKernel } from "./kernel/kernel.ts";

const buildDirectory = fileURLToPath(new URL("../build/", import.meta.url));

/** Returns the compiled kernel as a WebAssembly file, for a browser. */
export const kernelFile = (): Promise<Uint8Array> => compiledKernel(buildDirectory);

/**
 * Loads the compiled kernel into an instance of its own. The first call of a version compiles it into the package's
 * build folder, which takes about two seconds; later calls read the file.
 */
export async function loadKernel(): Promise<MattingKernel> {
  return instantiateKernel(await kernelFile());
}

const sources = fileURLToPath(new URL("../assembly/", import.meta.url));

/**
 * Compiler options without a runtime and checks: the kernel allocates nothing and sees only addresses that this package
 * has laid out.
 */
const options = ["-O3", "--enable", "simd", "--runtime", "stub", "--noAssert", "--importMemory", "--use", "abort="];

/**
 * Returns the kernel's bytes from `buildDirectory` if they were compiled from the same sources; otherwise compiles them
 * into it. Several processes may call it at once: each renames its own finished file. Throws when the compiler fails.
 */
export async function compiledKernel(buildDirectory: string): Promise<Uint8Array> {
  const path = join(buildDirectory, `kernel-${await sourceHash()}.wasm`);
  const cached = await readFile(path).catch(() => undefined);
  if (cached) return cached;
  await mkdir(buildDirectory, { recursive: true });
  const unfinished = join(buildDirectory, `unfinished-${randomUUID()}.wasm`);
  await compile(unfinished);
  await rename(unfinished, path);
  return readFile(path);
}

async function sourceHash(): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(options));
  for (const name of (await readdir(sources)).sort()) {
    hash.update(name).update(await readFile(join(sources, name)));
  }
  return hash.digest("hex").slice(0, 16);
}

/** Compiles in a separate process: the compiler takes a second of one core and 200 MB that a server should not hold. */
async function compile(outFile: string): Promise<void> {
  const compiler = createRequire(import.meta.url).resolve("assemblyscript/bin/asc.js");
  const entry = join(sources, "kernel.ts");
  try {
    await promisify(execFile)(process.execPath, [compiler, entry, "--outFile", outFile, ...options]);
  } catch (cause) {
    throw new Error("The matting kernel did not compile; the cause holds the compiler's messages.", { cause });
  }
}

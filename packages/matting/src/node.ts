/** Loads the compiled kernel in Node. */
import { fileURLToPath } from "node:url";
import type { MattingKernel } from "./cutout.ts";
import { instantiateKernel } from "./kernel/kernel.ts";
import { compiledKernel } from "./node-compile.ts";

const buildDirectory = fileURLToPath(new URL("../build/", import.meta.url));

/** The compiled kernel as a WebAssembly file, for a browser. */
export const kernelFile = (): Promise<Uint8Array> => compiledKernel(buildDirectory);

/**
 * The compiled kernel in an instance of its own. The first call of a version compiles it into the package's build folder,
 * which takes about two seconds; later calls read the file.
 */
export async function loadKernel(): Promise<MattingKernel> {
  return instantiateKernel(await kernelFile());
}

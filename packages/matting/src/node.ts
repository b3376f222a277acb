/** Kernel in Node. */
import { readFile } from "node:fs/promises";
import type { MattingKernel } from "./cutout.ts";
import { instantiateKernel } from "./kernel/kernel.ts";

/** Returns the compiled kernel as a WebAssembly file, for a browser. */
export const kernelFile = (): Promise<Uint8Array> =>
  readFile(new URL("../kernel.wasm", import.meta.url));

/** Loads the compiled kernel into an instance of its own. */
export async function loadKernel(): Promise<MattingKernel> {
  return instantiateKernel(await kernelFile());
}

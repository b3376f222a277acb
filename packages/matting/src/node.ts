/** Gives Node the compiled kernel. */
import type { MattingKernel } from "./cutout.ts";
import { instantiateKernel } from "./kernel.ts";

export async function loadKernel(): Promise<MattingKernel> {
  return instantiateKernel(new Uint8Array());
}

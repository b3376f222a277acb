/** Cuts a person out of a picture: fine alpha and the person's own colours. Runs in browsers and in Node. */
export type { Cutout, CutoutInput, MattingKernel } from "./cutout.ts";
export { instantiateKernel } from "./kernel/kernel.ts";

/** What the process of a codec runs: one call of it after the other. */
import type { ImageCodec } from "../ports.ts";
import { pngOf } from "./png-of.ts";
import type { HeaderOptions } from "./read-header.ts";
import { serveJobs } from "./serve-jobs.ts";
import { createSharpCodec } from "./sharp-codec.ts";

/** A call by its arguments. */
export type CodecJob =
  | { readonly call: "inspect"; readonly given: Parameters<ImageCodec["inspect"]> }
  | { readonly call: "decode"; readonly given: Parameters<ImageCodec["decode"]> }
  | { readonly call: "resize"; readonly given: Parameters<ImageCodec["resize"]> }
  | { readonly call: "encodeJpeg"; readonly given: Parameters<ImageCodec["encodeJpeg"]> }
  | { readonly call: "pngOf"; readonly given: Parameters<typeof pngOf> };

await serveJobs<HeaderOptions, CodecJob>(async (settings) => {
  const codec = createSharpCodec(settings);
  return async (job) => {
    switch (job.call) {
      case "inspect":
        return codec.inspect(...job.given);
      case "decode":
        return codec.decode(...job.given);
      case "resize":
        return codec.resize(...job.given);
      case "encodeJpeg":
        return codec.encodeJpeg(...job.given);
      case "pngOf":
        return pngOf(...job.given);
    }
  };
});

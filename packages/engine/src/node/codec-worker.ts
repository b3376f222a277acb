/** Process of the codec: handles one call at a time. */
import type { HeaderOptions } from "../file/read-header.ts";
import type { ImageCodec } from "../ports.ts";
import { createPictureCodec, type PictureCodec } from "./picture-codec.ts";
import { serveJobs } from "./serve-jobs.ts";

/** A call with its arguments. */
export type CodecJob =
  | { readonly call: "inspect"; readonly given: Parameters<ImageCodec["inspect"]> }
  | { readonly call: "decode"; readonly given: Parameters<ImageCodec["decode"]> }
  | { readonly call: "resize"; readonly given: Parameters<ImageCodec["resize"]> }
  | { readonly call: "encodeJpeg"; readonly given: Parameters<ImageCodec["encodeJpeg"]> }
  | { readonly call: "fit"; readonly given: Parameters<PictureCodec["fit"]> }
  | { readonly call: "pngOf"; readonly given: Parameters<PictureCodec["pngOf"]> };

await serveJobs<HeaderOptions, CodecJob>(async (settings) => {
  const codec = createPictureCodec(settings);
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
      case "fit":
        return codec.fit(...job.given);
      case "pngOf":
        return codec.pngOf(...job.given);
    }
  };
});

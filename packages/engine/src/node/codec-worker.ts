/** Process of the codec, which handles one call at a time. */
import type { HeaderOptions } from "../file/read-header.ts";
import type { ImageCodec } from "../ports.ts";
import { createPictureCodec, type PictureCodec } from "./picture-codec.ts";
import { serveJobs } from "./serve-jobs.ts";

export type CodecJob =
  | { readonly call: "inspect"; readonly args: Parameters<ImageCodec["inspect"]> }
  | { readonly call: "decode"; readonly args: Parameters<ImageCodec["decode"]> }
  | { readonly call: "resize"; readonly args: Parameters<ImageCodec["resize"]> }
  | { readonly call: "encodeJpeg"; readonly args: Parameters<ImageCodec["encodeJpeg"]> }
  | { readonly call: "fit"; readonly args: Parameters<PictureCodec["fit"]> }
  | { readonly call: "pngOf"; readonly args: Parameters<PictureCodec["pngOf"]> };

await serveJobs<HeaderOptions, CodecJob>(async (settings) => {
  const codec = createPictureCodec(settings);
  return async (job) => {
    switch (job.call) {
      case "inspect":
        return codec.inspect(...job.args);
      case "decode":
        return codec.decode(...job.args);
      case "resize":
        return codec.resize(...job.args);
      case "encodeJpeg":
        return codec.encodeJpeg(...job.args);
      case "fit":
        return codec.fit(...job.args);
      case "pngOf":
        return codec.pngOf(...job.args);
    }
  };
});

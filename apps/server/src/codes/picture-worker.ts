/** Entry point of the reader process: receives a picture, returns the text of its code or a refusal. */
import { createSharpCodec, serveJobs } from "@gradphoto/engine/decoder";
import { type ReaderJob, type ReaderSettings, readCodePicture } from "./picture-reader.ts";

await serveJobs<ReaderSettings, ReaderJob>(async (settings) => {
  const codec = createSharpCodec(settings);
  return ({ picture }) => readCodePicture(codec, picture);
});

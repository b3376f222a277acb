/** What the process of the reader runs: one picture in, the text of its code or a refusal out. */
import { createSharpCodec, serveJobs } from "@gradphoto/engine/decoder";
import type { ReaderJob, ReaderSettings } from "./picture-reader.ts";
import { readCodePicture } from "./read-code-picture.ts";

await serveJobs<ReaderSettings, ReaderJob>(async (settings) => {
  const codec = createSharpCodec(settings);
  return ({ picture }) => readCodePicture(codec, picture);
});

/** Decoding modules, for processes without keys, the command line and tests. */
export { inspectUpload } from "./inspect-upload.ts";
export { loadEngine } from "./load-engine.ts";
export { type Look, lookAt } from "./look-at.ts";
export { createPictureCodec } from "./picture-codec.ts";
export { serveJobs } from "./serve-jobs.ts";
export { createSharpCodec } from "./sharp-codec.ts";

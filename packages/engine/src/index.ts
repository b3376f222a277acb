/** The photo engine: turns a phone photo into the certificate photo and its findings. */
export { checks } from "./checks/index.ts";
export { engineVersion } from "./engine-version.ts";
export { loadModels, type Models } from "./models/models.ts";
export type { Outcome } from "./outcome.ts";
export type {
  Clock,
  ImageCodec,
  ModelRuntime,
  Network,
  Raster,
  ReadProblem,
  SourceHeader,
} from "./ports.ts";
export { type DrawCaption, makePrintSheet, type PrintSheet } from "./sheet/print-sheet.ts";
export { type Engine, type OnStep, standardize } from "./standardize.ts";
export { stampDensity } from "./steps/encode.ts";
export { jpegFactsOf } from "./steps/jpeg-facts.ts";
export type { EarlierUse } from "./subject/subject.ts";
export { type Verification, verifyPhoto } from "./verify.ts";

/** Engine on Node for programs with other data to protect. All decoding runs in separate processes. */
export { engineFacts } from "../engine-facts.ts";
export type { HeaderOptions } from "../file/read-header.ts";
export { sniffFormat } from "../file/sniff-format.ts";
export { DecoderEndedError } from "./decoder-process.ts";
export { createCodecProcess, createUploadInspector } from "./decoding-processes.ts";
export {
  type CallOptions,
  createEnginePool,
  type EnginePool,
  engineReads,
  type PoolOptions,
} from "./engine-pool.ts";
export { findIsolation, type IsolationLevel } from "./isolation.ts";
export type { PictureCodec } from "./picture-codec.ts";
export {
  PhotoTimeoutError,
  PoolBusyError,
  PoolClosedError,
  TooCostlyError,
} from "./pool-errors.ts";
export { createProcessPool, type Isolated, type ProcessPool } from "./process-pool.ts";

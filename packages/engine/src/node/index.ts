/** The engine on Node. */
export { type CallOptions, createEnginePool, type EnginePool, type PoolOptions } from "./engine-pool.ts";
export { loadEngine } from "./load-engine.ts";
export { type Look, lookAt } from "./look-at.ts";
export { PhotoTimeoutError, PoolBusyError, PoolClosedError } from "./pool-errors.ts";
export { type HeaderOptions, type PictureHeader, readHeader } from "./read-header.ts";
export { createSharpCodec } from "./sharp-codec.ts";

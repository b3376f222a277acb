/** Codec that runs in a separate process, for programs that hold keys; the process starts with the first picture. */
import type { HeaderOptions } from "../file/read-header.ts";
import type { CodecJob } from "./codec-worker.ts";
import { engineReads } from "./engine-pool.ts";
import type { PictureCodec } from "./picture-codec.ts";
import { createProcessPool } from "./process-pool.ts";
import { readBytes, readRaster, readResultOf, readSourceHeader } from "./read-answer.ts";

export interface CodecProcessOptions extends HeaderOptions {
  readonly timeoutMs: number;
  /** Calls that may wait; further ones are refused with a PoolBusyError. */
  readonly maxWaiting: number;
}

export function createCodecProcess({ heic, timeoutMs, maxWaiting }: CodecProcessOptions): PictureCodec & {
  readonly close: () => Promise<void>;
} {
  const pool = createProcessPool<CodecJob>({
    entry: new URL("./codec-worker.ts", import.meta.url),
    reads: engineReads,
    settings: { heic },
    ...{ workers: 1, timeoutMs, maxWaiting, idleMs: 60_000 },
  });
  return {
    inspect: async (...rest) => readResultOf(readSourceHeader)(await pool.run({ call: "inspect", args: rest })),
    decode: async (...rest) => readResultOf(readRaster)(await pool.run({ call: "decode", args: rest })),
    resize: async (...rest) => readRaster(await pool.run({ call: "resize", args: rest })),
    encodeJpeg: async (...rest) => readBytes(await pool.run({ call: "encodeJpeg", args: rest })),
    // Large data stays in that process: transferring pixels costs this process more than computing on them.
    fit: async (...rest) => readBytes(await pool.run({ call: "fit", args: rest })),
    pngOf: async (...rest) => readBytes(await pool.run({ call: "pngOf", args: rest })),
    close: pool.close,
  };
}

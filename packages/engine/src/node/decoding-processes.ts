/**
 * Codec and inspector of uploads in separate processes, for programs that hold keys. These programs never parse the
 * bytes of a file. A process starts with its first file.
 */
import type { HeaderOptions } from "../file/read-header.ts";
import type { CodecJob } from "./codec-worker.ts";
import { DecoderEndedError } from "./decoder-process.ts";
import { engineReads } from "./engine-pool.ts";
import type { InspectedUpload } from "./inspect-upload.ts";
import type { PictureCodec } from "./picture-codec.ts";
import { PhotoTimeoutError, PoolBusyError } from "./pool-errors.ts";
import { createProcessPool } from "./process-pool.ts";
import {
  readBytes,
  readRaster,
  readResultOf,
  readSourceHeader,
  readUploadNews,
} from "./read-answer.ts";
import type { UploadJob } from "./upload-worker.ts";

interface ProcessOptions extends HeaderOptions {
  readonly timeoutMs: number;
  /** Maximum number of waiting calls. The codec refuses further ones with a PoolBusyError. */
  readonly maxWaiting: number;
}

export function createCodecProcess({
  heic,
  timeoutMs,
  maxWaiting,
}: ProcessOptions): PictureCodec & {
  readonly close: () => Promise<void>;
} {
  const pool = createProcessPool<CodecJob>({
    entry: new URL("./codec-worker.ts", import.meta.url),
    reads: engineReads,
    settings: { heic },
    ...{ workers: 1, timeoutMs, maxWaiting, idleMs: 60_000 },
  });
  return {
    inspect: async (...rest) =>
      readResultOf(readSourceHeader)(await pool.run({ call: "inspect", args: rest })),
    decode: async (...rest) =>
      readResultOf(readRaster)(await pool.run({ call: "decode", args: rest })),
    resize: async (...rest) => readRaster(await pool.run({ call: "resize", args: rest })),
    encodeJpeg: async (...rest) => readBytes(await pool.run({ call: "encodeJpeg", args: rest })),
    // Large data stays in that process, because transferring pixels costs this process more than computing on them.
    fit: async (...rest) => readBytes(await pool.run({ call: "fit", args: rest })),
    pngOf: async (...rest) => readBytes(await pool.run({ call: "pngOf", args: rest })),
    close: pool.close,
  };
}

/**
 * Inspects an upload. Resolves to null while too many wait. A file that breaks the process or keeps it busy counts as
 * broken. The stored bytes share the memory of the input.
 */
type InspectUpload = (bytes: Uint8Array) => Promise<InspectedUpload | null>;

export function createUploadInspector({ heic, timeoutMs, maxWaiting }: ProcessOptions): {
  readonly inspect: InspectUpload;
  readonly close: () => Promise<void>;
} {
  const pool = createProcessPool<UploadJob>({
    entry: new URL("./upload-worker.ts", import.meta.url),
    reads: engineReads,
    settings: { heic },
    ...{ workers: 1, timeoutMs, maxWaiting, idleMs: 60_000 },
  });
  return {
    inspect: async (bytes) => {
      try {
        const news = readUploadNews(await pool.run({ bytes }));
        const stored = bytes.subarray(0, news.retainedBytes);
        for (const { at, bytes: block } of news.changed) stored.set(block, at);
        return { header: readResultOf(readSourceHeader)(news.header), stored };
      } catch (error) {
        // A kill from outside proves nothing about the file.
        if (
          error instanceof PoolBusyError ||
          (error instanceof DecoderEndedError && error.isFromOutside)
        )
          return null;
        if (!(error instanceof PhotoTimeoutError || error instanceof DecoderEndedError))
          throw error;
        return { header: { ok: false, problem: { code: "too-costly" } }, stored: bytes };
      }
    },
    close: pool.close,
  };
}

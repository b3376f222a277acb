/** Inspects uploads in a separate process, for programs that hold keys: these never parse the bytes of a file. */
import type { HeaderOptions } from "../file/read-header.ts";
import type { InspectedUpload } from "./cut-upload.ts";
import { DecoderEndedError } from "./decoder-process.ts";
import { engineReads } from "./engine-pool.ts";
import { PhotoTimeoutError, PoolBusyError } from "./pool-errors.ts";
import { createProcessPool } from "./process-pool.ts";
import { readResultOf, readSourceHeader, readUploadNews } from "./read-answer.ts";
import type { UploadJob } from "./upload-worker.ts";

/**
 * Resolves to null while too many wait. A file that breaks the process or keeps it busy counts as broken. The stored
 * bytes share the memory of the input.
 */
export type InspectUpload = (bytes: Uint8Array) => Promise<InspectedUpload | null>;

export interface InspectorOptions extends HeaderOptions {
  readonly timeoutMs: number;
  /** Files that may wait. */
  readonly maxWaiting: number;
}

export function createUploadInspector({ heic, timeoutMs, maxWaiting }: InspectorOptions): {
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
        if (error instanceof PoolBusyError || (error instanceof DecoderEndedError && error.isFromOutside)) return null;
        if (!(error instanceof PhotoTimeoutError || error instanceof DecoderEndedError)) throw error;
        return { header: { ok: false, problem: { code: "too-costly" } }, stored: bytes };
      }
    },
    close: pool.close,
  };
}

/** Looks into uploads in a process of their own, for whoever holds keys: no byte of a file is followed outside of it. */
import type { HeaderOptions } from "../file/read-header.ts";
import type { InspectedUpload } from "./cut-upload.ts";
import { DecoderEndedError } from "./decoder-process.ts";
import { engineReads } from "./engine-pool.ts";
import { PhotoTimeoutError, PoolBusyError } from "./pool-errors.ts";
import { createProcessPool } from "./process-pool.ts";
import { readResultOf, readSourceHeader, readUploadNews } from "./read-answer.ts";
import type { UploadJob } from "./upload-worker.ts";

/** null: it cannot be looked into now, as too many wait. A file that breaks the process or keeps it busy is called broken. What is kept is in the memory of what was given. */
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
        const stored = bytes.subarray(0, news.keptBytes);
        for (const { at, bytes: block } of news.changed) stored.set(block, at);
        return { header: readResultOf(readSourceHeader)(news.header), kept: stored };
      } catch (error) {
        // Ended from outside, it says nothing of the file.
        if (error instanceof PoolBusyError || (error instanceof DecoderEndedError && error.isFromOutside)) return null;
        if (!(error instanceof PhotoTimeoutError || error instanceof DecoderEndedError)) throw error;
        return { header: { ok: false, problem: { code: "too-costly" } }, kept: bytes };
      }
    },
    close: pool.close,
  };
}

/** Process that inspects uploads, one file at a time, without a decoder. */
import type { HeaderOptions } from "../file/read-header.ts";
import type { ReadResult, SourceHeader } from "../ports.ts";
import { inspectUpload } from "./inspect-upload.ts";
import { serveJobs } from "./serve-jobs.ts";

export interface UploadJob {
  readonly bytes: Uint8Array;
}

/** Changes from the file to its stored form, sent as blocks, because the caller has the file itself. */
export interface UploadNews {
  readonly header: ReadResult<SourceHeader>;
  readonly retainedBytes: number;
  readonly changed: readonly { readonly at: number; readonly bytes: Uint8Array }[];
}

const blockBytes = 4096;

await serveJobs<HeaderOptions, UploadJob>(
  async (options) =>
    async ({ bytes }): Promise<UploadNews> => {
      const { header, stored } = inspectUpload(bytes, options);
      const changed = [];
      for (let at = 0; at < stored.length; at += blockBytes) {
        const block = stored.subarray(at, at + blockBytes);
        if (Buffer.compare(block, bytes.subarray(at, at + block.length)) !== 0)
          changed.push({ at, bytes: block.slice() });
      }
      return { header, retainedBytes: stored.length, changed };
    },
);

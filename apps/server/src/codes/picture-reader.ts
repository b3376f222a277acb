/**
 * Reads codes out of pictures, one after the other, in a process of its own that holds no key: a hostile picture keeps
 * the search busy for seconds, or breaks a decoder, and costs itself alone.
 */
import { fileURLToPath } from "node:url";
import {
  createProcessPool,
  DecoderEndedError,
  engineReads,
  PhotoTimeoutError,
  PoolBusyError,
} from "@gradphoto/engine/node";
import { z } from "zod";
import { type Refusal, refuse } from "../core/call.ts";
import type { CodePicture } from "./read-code-picture.ts";

export interface ReaderSettings {
  readonly heic: boolean;
}

export interface ReaderJob {
  readonly picture: Uint8Array;
}

export interface ReaderOptions extends ReaderSettings {
  /** A picture that takes longer has no code that can be read; starting the process does not count. */
  readonly timeoutMs: number;
  /** Pictures that may wait for their turn; one more is refused. */
  readonly maxWaiting: number;
}

export interface PictureReader {
  readonly read: (picture: Uint8Array) => Promise<CodePicture | Refusal<"service-unavailable">>;
  readonly close: () => Promise<void>;
}

const serverUrl = new URL("../../", import.meta.url);

const nothing = z.object({});
/** The process may have been taken over by what it read: only these answers are believed. */
const answer = z.union([
  z.object({ text: z.string().max(4096) }),
  z.object({ refused: z.literal("photo-wrong-type"), details: nothing }),
  z.object({ refused: z.literal("photo-broken"), details: nothing }),
  z.object({ refused: z.literal("code-unreadable"), details: nothing }),
  z.object({
    refused: z.literal("photo-too-many-pixels"),
    details: z.object({ megapixels: z.number(), maxMegapixels: z.number() }),
  }),
]);

/** The process is started for the first picture, and anew after one that took too long or broke it. */
export function createPictureReader({ heic, timeoutMs, maxWaiting }: ReaderOptions): PictureReader {
  const settings: ReaderSettings = { heic };
  const pool = createProcessPool<ReaderJob>({
    entry: new URL("./picture-worker.ts", import.meta.url),
    reads: [...engineReads, fileURLToPath(serverUrl)],
    settings,
    ...{ workers: 1, timeoutMs, maxWaiting, idleMs: 60_000 },
  });
  return {
    read: async (picture) => {
      try {
        const told = answer.parse(await pool.run({ picture }));
        if (!("refused" in told)) return told;
        const { refused } = told;
        return refused === "photo-too-many-pixels" ? { refused, details: told.details } : refuse(refused, {});
      } catch (error) {
        if (error instanceof PoolBusyError) return refuse("service-unavailable", {});
        if (error instanceof PhotoTimeoutError || error instanceof DecoderEndedError)
          return refuse("code-unreadable", {});
        throw error;
      }
    },
    close: pool.close,
  };
}

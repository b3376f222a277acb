/**
 * Reads codes out of pictures, one after the other, in a process of its own that holds no key: a hostile picture keeps
 * the search busy for seconds, or breaks a decoder, and costs itself alone.
 */
import { fileURLToPath } from "node:url";
import { createProcessPool, DecoderEndedError, engineReads, PhotoTimeoutError } from "@gradphoto/engine/node";
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

type Read = CodePicture | Refusal<"service-unavailable"> | Refusal<"too-many-requests">;

export interface PictureReader {
  readonly read: (picture: Uint8Array, account: string) => Promise<Read>;
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
    ...{ workers: 1, timeoutMs, maxWaiting: 1, idleMs: 60_000 },
  });
  const inTurn = createTurns(maxWaiting);
  const read = async (picture: Uint8Array): Promise<Read> => {
    try {
      const reported = answer.parse(await pool.run({ picture }));
      if (!("refused" in reported)) return reported;
      const { refused } = reported;
      return refused === "photo-too-many-pixels" ? { refused, details: reported.details } : refuse(refused, {});
    } catch (error) {
      if (!(error instanceof PhotoTimeoutError || error instanceof DecoderEndedError)) throw error;
      // The start of a new process belongs to this picture's time, not to the next account's.
      await pool.run({ picture: new Uint8Array() }).catch(() => null);
      return refuse("code-unreadable", {});
    }
  };
  return { read: (picture, account) => inTurn(account, () => read(picture)), close: pool.close };
}

/** Work of accounts is counted for so long. */
const rememberedMs = 600_000;
/** Several pictures of an ordinary phone: accounts below it are equals. */
const ordinaryMs = 2000;

interface Turn {
  readonly account: string;
  /** False: others come first. */
  readonly begin: (mayRun: boolean) => void;
}

/**
 * One picture of an account at a time. Next is the account that has kept the reader busy least, the latest of equals: so
 * a student who comes while twelve accounts send hostile pictures waits for the one in work alone.
 */
function createTurns(maxWaiting: number) {
  const usedMs = new Map<string, number>();
  const present = new Set<string>();
  const waiting: Turn[] = [];
  let isBusy = false;
  let forgetAtMs = 0;
  const used = (account: string): number => usedMs.get(account) ?? 0;
  const rank = ({ account }: Turn): number => Math.floor(used(account) / ordinaryMs);
  /** In the order of their turns. */
  const add = (turn: Turn): void => {
    const place = waiting.findIndex((other) => rank(other) >= rank(turn));
    waiting.splice(place === -1 ? waiting.length : place, 0, turn);
    if (waiting.length > maxWaiting) waiting.pop()?.begin(false);
  };
  return async (account: string, work: () => Promise<Read>): Promise<Read> => {
    if (present.has(account)) return refuse("too-many-requests", { retryAfterS: 1 });
    if (performance.now() >= forgetAtMs) {
      usedMs.clear();
      forgetAtMs = performance.now() + rememberedMs;
    }
    present.add(account);
    try {
      if (isBusy && !(await new Promise<boolean>((begin) => add({ account, begin })))) {
        return refuse("service-unavailable", {});
      }
      isBusy = true;
      const beganMs = performance.now();
      try {
        return await work();
      } finally {
        usedMs.set(account, used(account) + performance.now() - beganMs);
        const next = waiting.shift();
        if (next) next.begin(true);
        else isBusy = false;
      }
    } finally {
      present.delete(account);
    }
  };
}

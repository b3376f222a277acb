/**
 * Reads codes from pictures one by one, in a separate process without keys. A hostile picture may take seconds or crash
 * a decoder, but it affects only that process.
 */
import { fileURLToPath } from "node:url";
import type { ImageCodec } from "@gradphoto/engine";
import {
  createProcessPool,
  DecoderEndedError,
  engineReads,
  PhotoTimeoutError,
} from "@gradphoto/engine/node";
import { z } from "zod";
import { type Refusal, refuse } from "../core/call.ts";
import { headerRefusal } from "../core/header-refusal.ts";
import { decodeQrText } from "./decode-qr-text.ts";

/**
 * Maximum size in pixels. Screenshots are not scaled. A 12-megapixel photo is halved; a code of a quarter of its width
 * then has 7 pixels per module.
 */
const maxLongSidePx = 3200;

type CodePicture =
  | { readonly text: string }
  | Refusal<"photo-wrong-type" | "photo-broken" | "photo-too-many-pixels" | "code-unreadable">;

export async function readCodePicture(
  codec: ImageCodec,
  picture: Uint8Array,
): Promise<CodePicture> {
  const header = await codec.inspect(picture);
  if (!header.ok) return headerRefusal(header.problem);
  const raster = await codec.decode(picture, header.value, maxLongSidePx);
  if (!raster.ok) return refuse("photo-broken", {});
  const text = await decodeQrText(raster.value);
  return text === null ? refuse("code-unreadable", {}) : { text };
}

export interface ReaderSettings {
  readonly heic: boolean;
}

export interface ReaderJob {
  readonly picture: Uint8Array;
}

export interface ReaderOptions extends ReaderSettings {
  /** Time limit of a picture. One that takes longer has no readable code. The start of the process does not count. */
  readonly timeoutMs: number;
  /** Maximum length of the queue. Further pictures are refused. */
  readonly maxWaiting: number;
}

type Read = CodePicture | Refusal<"service-unavailable"> | Refusal<"too-many-requests">;

export interface PictureReader {
  readonly read: (picture: Uint8Array, account: string) => Promise<Read>;
  readonly close: () => Promise<void>;
}

const serverUrl = new URL("../../", import.meta.url);

const nothing = z.object({});
/** The process may be compromised by its input, so only these answers are accepted. */
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

/** Creates the reader. It starts the process with the first picture, and again after a timeout or crash. */
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
      return refused === "photo-too-many-pixels"
        ? { refused, details: reported.details }
        : refuse(refused, {});
    } catch (error) {
      if (!(error instanceof PhotoTimeoutError || error instanceof DecoderEndedError)) throw error;
      // The restart of the process counts toward this picture's time, not the next account's.
      await pool.run({ picture: new Uint8Array() }).catch(() => null);
      return refuse("code-unreadable", {});
    }
  };
  return { read: (picture, account) => inTurn(account, () => read(picture)), close: pool.close };
}

/** Period for which each account's reading time is counted. */
const rememberedMs = 600_000;
/** Reading time for several pictures of an ordinary phone. Accounts below it are ranked equally. */
const ordinaryMs = 2000;

interface Turn {
  readonly account: string;
  /** Called when it is the picture's turn; with false when the queue is full of higher-ranked pictures. */
  readonly begin: (mayRun: boolean) => void;
}

/**
 * Creates the queue, with one picture per account at a time. The next picture is of the account that used the least
 * time, and among equals the latest. A student who arrives while twelve accounts send hostile pictures waits only for
 * the one in progress.
 */
function createTurns(maxWaiting: number) {
  const usedMs = new Map<string, number>();
  const present = new Set<string>();
  const waiting: Turn[] = [];
  let isBusy = false;
  let forgetAtMs = 0;
  const used = (account: string): number => usedMs.get(account) ?? 0;
  const rank = ({ account }: Turn): number => Math.floor(used(account) / ordinaryMs);
  /** Inserts a picture by its rank. */
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

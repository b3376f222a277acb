/**
 * Reads codes out of pictures, one after the other, in a thread of its own: a hostile picture keeps the search busy for
 * seconds, and only ending the thread stops it.
 */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { type Refusal, refuse } from "../core/call.ts";
import type { CodePicture } from "./read-code-picture.ts";

export interface ThreadSettings {
  readonly heic: boolean;
}

export interface ReaderOptions extends ThreadSettings {
  /** A picture that takes longer has no code that can be read; starting the thread does not count. */
  readonly timeoutMs: number;
  /** Pictures that may wait for their turn; one more is refused. */
  readonly maxWaiting: number;
}

export type PictureReader = (picture: Uint8Array) => Promise<CodePicture | Refusal<"service-unavailable">>;

const entry = new URL("../../bin/picture-thread.mjs", import.meta.url);

/** The thread is started for the first picture, and anew for the one after a picture that took too long. */
export function createPictureReader({ heic, timeoutMs, maxWaiting }: ReaderOptions): PictureReader {
  const settings: ThreadSettings = { heic };
  let thread: Worker | null = null;
  let open = 0;
  let last: Promise<unknown> = Promise.resolve();

  async function startThread(): Promise<Worker> {
    const started = new Worker(entry, { workerData: settings });
    // It holds up no end of the process.
    started.unref();
    // What breaks it is told to whoever waits; a thread that ends between two pictures is started anew.
    started.on("error", () => {});
    started.on("exit", () => {
      if (thread === started) thread = null;
    });
    await once(started, "message");
    return started;
  }

  async function readNow(picture: Uint8Array): Promise<CodePicture> {
    thread ??= await startThread();
    const used = thread;
    const late = AbortSignal.timeout(timeoutMs);
    try {
      const answered = once(used, "message", { signal: late });
      used.postMessage(picture);
      const [answer]: CodePicture[] = await answered;
      if (!answer) throw new Error("The thread answered nothing");
      return answer;
    } catch (error) {
      thread = null;
      await used.terminate();
      if (late.aborted) return refuse("code-unreadable", {});
      throw error;
    }
  }

  return async (picture) => {
    if (open > maxWaiting) return refuse("service-unavailable", {});
    open += 1;
    const answer = last.then(() => readNow(picture));
    last = answer
      .catch(() => {})
      .finally(() => {
        open -= 1;
      });
    return answer;
  };
}

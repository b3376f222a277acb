/** When a child process is ready for the first time: by what it says on its channel, or by what answers at its address. */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";

const readySchema = z.object({ ready: z.string() });

const askEveryMs = 200;

export interface WhenReady {
  /** Resolves with what it said, or with its address; rejects after `giveUp`. */
  readonly ready: Promise<string>;
  isReady(): boolean;
  giveUp(reason: Error): void;
  watch(child: ChildProcess): void;
}

/** `address`: of a program that knows nothing of our channel. */
export function whenReady(address: string | undefined): WhenReady {
  let isReady = false;
  const { promise: ready, resolve, reject } = withResolvers<string>();
  ready.catch(() => undefined);
  const tell = (said: string): void => {
    isReady = true;
    resolve(said);
  };
  return {
    ready,
    isReady: () => isReady,
    giveUp: reject,
    watch: (child) => {
      if (isReady) return;
      if (address === undefined) child.once("message", (message) => tell(readySchema.parse(message).ready));
      else void waitForAnswer(address, child).then((answered) => answered && tell(address));
    },
  };
}

/** False when the child ended before anything answered. */
async function waitForAnswer(address: string, child: ChildProcess): Promise<boolean> {
  const ended = new AbortController();
  void once(child, "exit").then(() => ended.abort());
  while (!ended.signal.aborted) {
    try {
      await fetch(address, { signal: ended.signal });
      return true;
    } catch {
      await delay(askEveryMs);
    }
  }
  return false;
}

/** Promise.withResolvers, which Node 20 does not have. */
function withResolvers<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (reason: Error) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

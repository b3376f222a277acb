/** One call to the pool while it waits or is worked on: how it is given up without harm to the other photos. */
import { PhotoTimeoutError } from "./pool-errors.ts";

export interface OpenCall {
  /** Not 0: the worker stops before its next step. */
  readonly stop: Int32Array;
  /** Aborted when a waiting photo is forgotten, or a worker that does not stop is ended. */
  readonly endWorker: AbortSignal;
  /** Rejects with the reason as soon as the call is given up. */
  readonly givenUp: Promise<never>;
  readonly giveUp: (reason: unknown) => void;
  /** A worker has taken the photo up. */
  readonly started: () => void;
  readonly end: () => void;
  /** Resolves when the worker is free again. */
  ended: Promise<void>;
}

export interface CallTerms {
  readonly timeoutMs: number;
  /** How long a worker may take to stop. Ending its thread while native code runs in it would end the whole process. */
  readonly graceMs: number;
  readonly isRunning: () => boolean;
}

export function openCall(
  { timeoutMs, graceMs, isRunning }: CallTerms,
  callerSignal: AbortSignal | undefined,
): OpenCall {
  const controller = new AbortController();
  const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const { promise: givenUp, reject } = withReject();
  let timer: NodeJS.Timeout | undefined;
  let graceTimer: NodeJS.Timeout | undefined;
  const giveUp = (reason: unknown): void => {
    reject(reason);
    if (!isRunning()) {
      controller.abort(reason);
      return;
    }
    Atomics.store(stop, 0, 1);
    graceTimer ??= setTimeout(() => controller.abort(reason), graceMs);
  };
  const followCaller = (): void => giveUp(callerSignal?.reason);
  callerSignal?.addEventListener("abort", followCaller, { once: true });
  return {
    stop,
    endWorker: controller.signal,
    givenUp,
    giveUp,
    started() {
      timer ??= setTimeout(() => giveUp(new PhotoTimeoutError(timeoutMs)), timeoutMs);
    },
    end() {
      clearTimeout(timer);
      clearTimeout(graceTimer);
      callerSignal?.removeEventListener("abort", followCaller);
    },
    ended: Promise.resolve(),
  };
}

function withReject(): { promise: Promise<never>; reject: (reason: unknown) => void } {
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise<never>((_, refuse) => {
    reject = refuse;
  });
  promise.catch(() => {});
  return { promise, reject };
}

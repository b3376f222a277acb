/** Engine client for pages. Starts the worker, sends photos and receives the results. */
import type { MakingStep, PhotoSpec } from "@gradphoto/domain/photo-standard";
import type { Guidance } from "../guidance/advise.ts";
import { engineFiles, type OnBytes, type UrlOf } from "./files.ts";
import type { FromWorker, Precheck, ToWorker } from "./messages.ts";

export type { Guidance } from "../guidance/advise.ts";
export { checkFiles, type EngineFile, liveFiles } from "./files.ts";
export type { Precheck } from "./messages.ts";

export interface OpenOptions {
  /** URL of the bundled worker.ts. */
  readonly workerUrl: string;
  readonly urlOf: UrlOf;
  readonly onBytes?: OnBytes;
  /** Called once, when the engine is not available here, crashed, or was closed. */
  readonly onEnd?: () => void;
}

/** Engine of a page. Where it is not available, all its promises reject with an EngineUnusableError. */
export interface WebEngine {
  /** Settles when the files for live guidance are loaded. */
  readonly live: Promise<void>;
  /**
   * Loads the additional files of a check; a first check does so by itself. After a rejection it can be called again.
   */
  prepare(): Promise<void>;
  /** Checks a photo. Rejects where the engine is not available: then only the server checks. */
  precheck(file: Blob, spec: PhotoSpec, onStep?: (step: MakingStep) => void): Promise<Precheck>;
  /**
   * Starts a camera session. The returned function takes each frame and closes it. A frame is as the holder of the
   * phone sees it: the caller mirrors a front camera's. It resolves to null when a newer frame replaced it while it
   * waited.
   */
  guide(spec: PhotoSpec): (frame: ImageBitmap) => Promise<Guidance | null>;
  /**
   * Returns the index of the best frame among those that the latest camera took at the same moment: the sharpest one
   * with open eyes and no other problem. Closes the frames; rejects where there are none.
   */
  bestOf(frames: readonly ImageBitmap[]): Promise<number>;
  /** Ends the worker. A running check is dropped, and its promise rejects. */
  close(): void;
}

export class EngineUnusableError extends Error {
  override readonly name = "EngineUnusableError";
}

interface Query {
  readonly onMessage: (message: WorkerMessage) => void;
  readonly reject: (error: Error) => void;
}

type WorkerMessage = Extract<FromWorker, { readonly id: number }>;

export function openEngine({
  workerUrl,
  urlOf,
  onBytes = () => {},
  onEnd = () => {},
}: OpenOptions): WebEngine {
  const live = settled<void>();
  const pending = new Map<number, Query>();
  let worker: Worker | null = null;
  let ended: EngineUnusableError | null = null;
  let last = 0;

  function giveUp(message: string): void {
    if (ended) return;
    ended = new EngineUnusableError(message);
    live.reject(ended);
    for (const { reject } of pending.values()) reject(ended);
    pending.clear();
    worker?.terminate();
    onEnd();
  }

  function deliver(message: WorkerMessage): void {
    const { id } = message;
    pending.get(id)?.onMessage(message);
    if (message.type === "failed") pending.get(id)?.reject(new Error(message.message));
    if (message.type !== "step") pending.delete(id);
  }

  function receive(message: FromWorker): void {
    if (message.type === "bytes") onBytes(message.bytes);
    else if (message.type === "ready") live.resolve();
    else if (message.type === "unusable") giveUp(message.message);
    else deliver(message);
  }

  function send(message: ToWorker, taken: Transferable[] = []): void {
    if (!ended) worker?.postMessage(message, taken);
  }

  function request<Value>(
    messageOf: (id: number) => ToWorker,
    onMessage: (message: WorkerMessage, resolve: (value: Value) => void) => void,
    taken?: Transferable[],
  ): Promise<Value> {
    const { promise, resolve, reject } = settled<Value>();
    const id = ++last;
    pending.set(id, { onMessage: (message) => onMessage(message, resolve), reject });
    try {
      // After its end the worker no longer answers.
      if (ended) throw ended;
      send(messageOf(id), taken);
    } catch (error) {
      pending.delete(id);
      reject(errorOf(error));
    }
    return promise;
  }

  try {
    worker = new Worker(workerUrl);
    worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => receive(data));
    worker.addEventListener("error", ({ message }) =>
      giveUp(message || "the worker did not start"),
    );
    send({ type: "open", urls: new Map(engineFiles.map((file) => [file, urlOf(file)])) });
  } catch (error) {
    // This happens when the browser has no workers, or the page's policy refuses them.
    giveUp(errorOf(error).message);
  }
  return {
    live: live.promise,
    prepare: () =>
      request<void>(
        (id) => ({ type: "prepare", id }),
        (message, resolve) => {
          if (message.type === "prepared") resolve();
        },
      ),
    precheck: (file, spec, onStep = () => {}) =>
      request<Precheck>(
        (id) => ({ type: "precheck", id, file, spec }),
        (message, resolve) => {
          if (message.type === "step") onStep(message.step);
          else if (message.type === "answer") resolve(message.precheck);
        },
      ),
    guide(spec) {
      send({ type: "guide", spec });
      return (frame) => {
        const answer = request<Guidance | null>(
          (id) => ({ type: "frame", id, frame, atMs: performance.now() }),
          (message, resolve) => {
            if (message.type === "guided") resolve(message.guidance);
          },
          [frame],
        );
        // A frame that was not transferred to the worker must be closed here.
        answer.catch(() => closeAll([frame]));
        return answer;
      };
    },
    bestOf(frames) {
      const answer = request<number>(
        (id) => ({ type: "best-of", id, frames }),
        (message, resolve) => {
          if (message.type === "picked") resolve(message.index);
        },
        [...frames],
      );
      answer.catch(() => closeAll(frames));
      return answer;
    },
    close: () => giveUp("the engine was closed"),
  };
}

const closeAll = (frames: readonly ImageBitmap[]): void => {
  for (const frame of frames) frame.close();
};

const errorOf = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));

interface Settled<Value> {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: Error) => void;
}

/** Polyfill of Promise.withResolvers, which browsers older than 2024 lack. An unhandled rejection is not reported. */
function settled<Value>(): Settled<Value> {
  let resolve: Settled<Value>["resolve"] = () => {};
  let reject: Settled<Value>["reject"] = () => {};
  const promise = new Promise<Value>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  promise.catch(() => {});
  return { promise, resolve, reject };
}

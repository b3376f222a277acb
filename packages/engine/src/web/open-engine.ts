/** The page's side of the engine: opens its worker, hands photos over and hears what came of them. */
import type { MakingStep, PhotoSpec } from "@gradphoto/domain/photo-standard";
import { engineFiles, type OnBytes, type UrlOf } from "./files.ts";
import type { FromWorker, Precheck, ToWorker } from "./messages.ts";

export type { Precheck } from "./messages.ts";

export interface OpenOptions {
  /** The bundled worker.ts. */
  readonly workerUrl: string;
  readonly urlOf: UrlOf;
  readonly onBytes?: OnBytes;
}

export interface WebEngine {
  /** Settled when what live guidance needs is there. */
  readonly live: Promise<void>;
  /** Fetches what a check needs beyond that; a first check does so by itself. */
  prepare(): Promise<void>;
  /** Rejects where the engine cannot be had here: the server then checks alone. */
  precheck(file: Blob, spec: PhotoSpec, onStep?: (step: MakingStep) => void): Promise<Precheck>;
  /** Ends the worker; what is being checked is dropped, and its promise rejects. */
  close(): void;
}

export class EngineUnusableError extends Error {
  override readonly name = "EngineUnusableError";
}

interface Asked {
  readonly answer: Settled<Precheck>;
  readonly onStep: (step: MakingStep) => void;
}

export function openEngine({ workerUrl, urlOf, onBytes = () => {} }: OpenOptions): WebEngine {
  const worker = new Worker(workerUrl);
  const say = (message: ToWorker): void => worker.postMessage(message);
  const stages = { live: settled<void>(), check: settled<void>() };
  const asked = new Map<number, Asked>();
  let last = 0;

  let ended: EngineUnusableError | null = null;

  function giveUp(message: string): void {
    ended = new EngineUnusableError(message);
    for (const stage of Object.values(stages)) stage.reject(ended);
    for (const { answer } of asked.values()) answer.reject(ended);
    asked.clear();
    worker.terminate();
  }

  function hearAnswer(message: Extract<FromWorker, { type: "answer" | "failed" }>): void {
    const answer = asked.get(message.id)?.answer;
    asked.delete(message.id);
    if (message.type === "answer") answer?.resolve(message.precheck);
    else answer?.reject(new Error(message.message));
  }

  function hear(message: FromWorker): void {
    if (message.type === "bytes") onBytes(message.bytes);
    else if (message.type === "ready") stages[message.stage].resolve();
    else if (message.type === "unusable") giveUp(message.message);
    else if (message.type === "step") asked.get(message.id)?.onStep(message.step);
    else hearAnswer(message);
  }

  worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => hear(data));
  worker.addEventListener("error", ({ message }) => giveUp(message));
  say({ type: "open", urls: new Map(engineFiles.map((file) => [file, urlOf(file)])) });
  return {
    live: stages.live.promise,
    prepare() {
      say({ type: "prepare" });
      return stages.check.promise;
    },
    precheck(file, spec, onStep = () => {}) {
      if (ended) return Promise.reject(ended);
      const answer = settled<Precheck>();
      asked.set(++last, { answer, onStep });
      say({ type: "precheck", id: last, file, spec });
      return answer.promise;
    },
    close: () => giveUp("the engine was closed"),
  };
}

interface Settled<Value> {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: Error) => void;
}

/** Promise.withResolvers, which browsers of before 2024 do not have. Nobody has to wait for it. */
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

/** The page's side of the engine: opens its worker, hands photos over and hears what came of them. */
import type { MakingStep, PhotoSpec } from "@gradphoto/domain/photo-standard";
import type { Guidance } from "../guidance/open-guide.ts";
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
  /** A camera begins: what its frames, handed over one after the other, call for. A frame is taken, and closed by the worker. */
  guide(spec: PhotoSpec): (frame: ImageBitmap) => Promise<Guidance>;
  /** Ends the worker; what is being checked is dropped, and its promise rejects. */
  close(): void;
}

export class EngineUnusableError extends Error {
  override readonly name = "EngineUnusableError";
}

interface Asked {
  readonly hear: (message: Heard) => void;
  readonly reject: (error: Error) => void;
}

type Heard = Extract<FromWorker, { readonly id: number }>;

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
    for (const { reject } of asked.values()) reject(ended);
    asked.clear();
    worker.terminate();
  }

  function hearOf(message: Heard): void {
    const { id } = message;
    asked.get(id)?.hear(message);
    if (message.type === "failed") asked.get(id)?.reject(new Error(message.message));
    if (message.type !== "step") asked.delete(id);
  }

  function hear(message: FromWorker): void {
    if (message.type === "bytes") onBytes(message.bytes);
    else if (message.type === "ready") stages[message.stage].resolve();
    else if (message.type === "unusable") giveUp(message.message);
    else hearOf(message);
  }

  /** Once the worker has ended nobody answers any more. */
  function ask({ reject }: Pick<Settled<unknown>, "reject">, hear: Asked["hear"]): number {
    last++;
    if (ended) reject(ended);
    else asked.set(last, { hear, reject });
    return last;
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
      const answer = settled<Precheck>();
      const id = ask(answer, (message) => {
        if (message.type === "step") onStep(message.step);
        else if (message.type === "answer") answer.resolve(message.precheck);
      });
      say({ type: "precheck", id, file, spec });
      return answer.promise;
    },
    guide(spec) {
      say({ type: "guide", spec });
      return (frame) => {
        const answer = settled<Guidance>();
        const id = ask(answer, (message) => {
          if (message.type === "guided") answer.resolve(message.guidance);
        });
        worker.postMessage({ type: "frame", id, frame } satisfies ToWorker, [frame]);
        return answer.promise;
      };
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

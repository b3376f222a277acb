/** Many photos at once: one engine per worker thread, with back-pressure, cancellation and a time limit per photo. */
import type { PhotoSpec } from "@gradphoto/contract";
import { verifyAllWeights } from "@gradphoto/networks/node";
import { Piscina } from "piscina";
import type { Outcome } from "../standardize.ts";
import type { Verification } from "../verify.ts";
import { PhotoTimeoutError, PoolBusyError, PoolClosedError } from "./pool-errors.ts";
import type { JobStarted, PhotoJob, WorkerSettings } from "./pool-worker.ts";

export interface PoolOptions {
  readonly workers: number;
  /** A photo that takes longer ends its worker, not the process. Waiting for a worker does not count. */
  readonly timeoutMs: number;
  /** Photos that may wait; one more is refused with a PoolBusyError. */
  readonly maxWaiting: number;
  readonly heic: boolean;
}

export interface CallOptions {
  /** Rejects the call with the signal's reason, whether its photo waits or is being worked on. */
  readonly signal?: AbortSignal;
}

/**
 * Calls reject with a PoolBusyError, PhotoTimeoutError, PoolClosedError, the signal's reason, or what broke in the
 * worker; no other photo is affected. The caller keeps its bytes.
 */
export interface EnginePool {
  standardize(bytes: Uint8Array, spec: PhotoSpec, options?: CallOptions): Promise<Outcome>;
  verify(bytes: Uint8Array, spec: PhotoSpec, options?: CallOptions): Promise<Verification>;
  /** Ends every worker; photos not finished are rejected with a PoolClosedError. */
  close(): Promise<void>;
}

/** Resolves when every worker has its engine. Throws a WeightError when a weight file is missing or changed. */
export async function createEnginePool(options: PoolOptions): Promise<EnginePool> {
  verifyAllWeights();
  return startPool(new URL("../../bin/pool-worker.mjs", import.meta.url), options);
}

/** Keeps the heap collecting instead of growing; pixels and network values live outside it. */
const resourceLimits = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 16 };

/** A pool whose threads run `workerFile`, a module with the exports of bin/pool-worker.mjs. */
export async function startPool(workerFile: URL, options: PoolOptions): Promise<EnginePool> {
  const settings: WorkerSettings = { heic: options.heic };
  const piscina = new Piscina<PhotoJob | null>({
    filename: workerFile.href,
    minThreads: options.workers,
    maxThreads: options.workers,
    workerData: settings,
    resourceLimits,
    // Between photos the thread's event loop must turn, or buffers that libvips handed over are never freed.
    atomics: "disabled",
    recordTiming: false,
  });
  const calls = new Map<number, OpenCall>();
  piscina.on("message", ({ startedJobId }: JobStarted) => calls.get(startedJobId)?.started());
  piscina.on("error", (error: Error) => {
    if (piscina.threads.length > 0) return;
    for (const call of calls.values()) call.giveUp(error);
  });
  try {
    await Promise.all(Array.from({ length: options.workers }, () => piscina.run(null, { name: "ready" })));
  } catch (error) {
    await piscina.destroy();
    throw error;
  }

  let lastId = 0;
  let closed = false;
  async function run<Result>(name: string, bytes: Uint8Array, spec: PhotoSpec, signal?: AbortSignal): Promise<Result> {
    if (closed) throw new PoolClosedError();
    signal?.throwIfAborted();
    // Counted here: piscina leaves jobs that can be aborted out of its own limit.
    if (calls.size >= options.workers + options.maxWaiting) throw new PoolBusyError(options.maxWaiting);
    const id = ++lastId;
    const call = openCall(options.timeoutMs, signal);
    calls.set(id, call);
    try {
      const copy = new Uint8Array(bytes);
      return await piscina.run({ id, bytes: copy, spec }, { name, signal: call.signal, transferList: [copy.buffer] });
    } catch (error) {
      throw call.signal.aborted ? call.signal.reason : error;
    } finally {
      calls.delete(id);
      call.end();
    }
  }
  return {
    standardize: (bytes, spec, call) => run("standardize", bytes, spec, call?.signal),
    verify: (bytes, spec, call) => run("verify", bytes, spec, call?.signal),
    async close() {
      closed = true;
      for (const call of calls.values()) call.giveUp(new PoolClosedError());
      await piscina.destroy();
    },
  };
}

interface OpenCall {
  /** Aborted when the call is to be given up, for the caller's reason or the pool's. */
  readonly signal: AbortSignal;
  readonly giveUp: (reason: unknown) => void;
  /** A worker has taken the photo up. */
  readonly started: () => void;
  readonly end: () => void;
}

function openCall(timeoutMs: number, callerSignal: AbortSignal | undefined): OpenCall {
  const controller = new AbortController();
  const giveUp = (reason: unknown): void => controller.abort(reason);
  const followCaller = (): void => giveUp(callerSignal?.reason);
  callerSignal?.addEventListener("abort", followCaller, { once: true });
  let timer: NodeJS.Timeout | undefined;
  return {
    signal: controller.signal,
    giveUp,
    started() {
      timer = setTimeout(() => giveUp(new PhotoTimeoutError(timeoutMs)), timeoutMs);
    },
    end() {
      clearTimeout(timer);
      callerSignal?.removeEventListener("abort", followCaller);
    },
  };
}

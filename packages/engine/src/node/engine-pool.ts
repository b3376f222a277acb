/** Many photos at once: one engine per worker thread, with back-pressure, cancellation and a time limit per photo. */
import { availableParallelism } from "node:os";
import { setFlagsFromString } from "node:v8";
import type { PhotoSpec } from "@gradphoto/domain/photo-standard";
import { verifyAllWeights } from "@gradphoto/networks/node";
import { Piscina } from "piscina";
import type { OnStep, Outcome } from "../standardize.ts";
import type { SeenBefore } from "../subject/subject.ts";
import type { Verification } from "../verify.ts";
import type { Look } from "./look-at.ts";
import { type OpenCall, openCall } from "./open-call.ts";
import { PoolBusyError, PoolClosedError } from "./pool-errors.ts";
import type { JobNews, PhotoJob, StandardizeJob, VerifyJob, WorkerSettings } from "./pool-worker.ts";

export interface PoolOptions {
  readonly workers: number;
  /** A photo that takes longer is given up; a worker that then does not stop is ended. Waiting does not count. */
  readonly timeoutMs: number;
  /** Photos that may wait; one more is refused with a PoolBusyError. */
  readonly maxWaiting: number;
  readonly heic: boolean;
}

export interface CallOptions {
  /** Rejects the call with the signal's reason, whether its photo waits or is being worked on. */
  readonly signal?: AbortSignal;
}

export interface StandardizeOptions extends CallOptions {
  readonly onStep?: OnStep;
  /** What whoever keeps photos knows of this one; absent where nobody does. */
  readonly seenBefore?: SeenBefore;
}

/**
 * Calls reject with a PoolBusyError, PhotoTimeoutError, PoolClosedError, the signal's reason, or what broke in the
 * worker; no other photo is affected. The caller keeps its bytes.
 */
export interface EnginePool {
  standardize(bytes: Uint8Array, spec: PhotoSpec, options?: StandardizeOptions): Promise<Outcome>;
  verify(bytes: Uint8Array, spec: PhotoSpec, options?: CallOptions): Promise<Verification>;
  /** null for a picture that cannot be opened. */
  lookAt(bytes: Uint8Array, options?: CallOptions): Promise<Look | null>;
  /** Ends every worker; photos not finished are rejected with a PoolClosedError. */
  close(): Promise<void>;
}

/** Resolves when every worker has its engine. Throws a WeightError when a weight file is missing or changed. */
export async function createEnginePool(options: PoolOptions): Promise<EnginePool> {
  verifyAllWeights();
  return startPool(new URL("../../bin/pool-worker.mjs", import.meta.url), options);
}

/** Longer than the picture library may take over one call. */
const stoppingGraceMs = 25_000;

/** Keeps the heap collecting instead of growing; pixels and network values live outside it. */
const resourceLimits = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 8 };

/**
 * A thread's heap starts to collect above this. From its small default every photo's buffers ask for three full
 * collections, a seventh of the whole time. Read when a thread starts; no option of a worker says it.
 */
const collectAboveMb = 28;

/** A pool whose threads run `workerFile`, a module with the exports of bin/pool-worker.mjs. */
export async function startPool(workerFile: URL, options: PoolOptions, graceMs = stoppingGraceMs): Promise<EnginePool> {
  setFlagsFromString(`--initial-old-space-size=${collectAboveMb}`);
  // Fewer workers than cores: each photo gets a share of the cores that are left.
  const threads = Math.max(1, Math.floor(availableParallelism() / options.workers));
  const settings: WorkerSettings = { heic: options.heic, threads };
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
  const listeners = new Map<number, OnStep>();
  piscina.on("message", ({ jobId, step }: JobNews) => {
    if (step === undefined) calls.get(jobId)?.started();
    else listeners.get(jobId)?.(step);
  });
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
  async function run<Result>(
    name: string,
    bytes: Uint8Array,
    given: Omit<StandardizeJob, keyof PhotoJob> | Omit<VerifyJob, keyof PhotoJob> | Record<never, never>,
    { signal, onStep }: StandardizeOptions = {},
  ): Promise<Result> {
    if (closed) throw new PoolClosedError();
    signal?.throwIfAborted();
    // Counted here: piscina leaves jobs that can be aborted out of its own limit.
    if (calls.size >= options.workers + options.maxWaiting) throw new PoolBusyError(options.maxWaiting);
    const id = ++lastId;
    // Piscina hands jobs out in order, so the oldest calls are the ones in the workers' hands.
    const isRunning = (): boolean => [...calls.keys()].indexOf(id) < options.workers;
    const call = openCall({ timeoutMs: options.timeoutMs, graceMs, isRunning }, signal);
    calls.set(id, call);
    if (onStep) listeners.set(id, onStep);
    const copy = new Uint8Array(bytes);
    const job: PhotoJob = { ...given, id, bytes: copy, stop: call.stop };
    const work: Promise<Result> = piscina.run(job, { name, signal: call.endWorker, transferList: [copy.buffer] });
    const ended = work
      .catch(() => undefined)
      .then(() => {
        calls.delete(id);
        listeners.delete(id);
        call.end();
      });
    call.ended = ended;
    return Promise.race([work, call.givenUp]);
  }
  return {
    standardize: (bytes, spec, call) => run("standardize", bytes, { spec, seenBefore: call?.seenBefore ?? null }, call),
    verify: (bytes, spec, call) => run("verify", bytes, { spec }, call),
    lookAt: (bytes, call) => run("lookAt", bytes, {}, call),
    async close() {
      closed = true;
      const open = [...calls.values()];
      for (const call of open) call.giveUp(new PoolClosedError());
      await Promise.race([Promise.all(open.map(({ ended }) => ended)), waitMs(closingGraceMs)]);
      await piscina.destroy();
    },
  };
}

/** Photos in work stop between two steps within a fraction of a second; one that hangs is not waited for longer. */
const closingGraceMs = 3000;

const waitMs = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());

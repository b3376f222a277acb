/**
 * Parallel processing of photos, with one engine per process, back-pressure, cancellation and a time limit per photo.
 */
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { isMakingStep, type PhotoSpec } from "@gradphoto/domain/photo-standard";
import { loadKernel } from "@gradphoto/matting/node";
import { networkNames } from "@gradphoto/networks";
import { openNetwork, verifyAllWeights } from "@gradphoto/networks/node";
import type { Outcome } from "../outcome.ts";
import type { OnStep } from "../standardize.ts";
import type { EarlierUse } from "../subject/subject.ts";
import type { Verification } from "../verify.ts";
import { DecoderEndedError } from "./decoder-process.ts";
import type { Look } from "./look-at.ts";
import { PhotoTimeoutError, TooCostlyError } from "./pool-errors.ts";
import type { PoolJob, WorkerSettings } from "./pool-worker.ts";
import { createProcessPool, type Isolated, type JobOptions } from "./process-pool.ts";
import { readLook, readOutcome, readVerification } from "./read-answer.ts";

export interface PoolOptions {
  readonly workers: number;
  /** Time limit of a photo. One that takes longer is too costly, and its worker is killed. Waiting does not count. */
  readonly timeoutMs: number;
  /** Maximum number of waiting photos. Further ones are refused with a PoolBusyError. */
  readonly maxWaiting: number;
  readonly heic: boolean;
}

export interface CallOptions {
  /** Signal that rejects the call with its reason, whether the photo is waiting or in progress. */
  readonly signal?: AbortSignal;
}

export interface StandardizeOptions extends CallOptions {
  readonly onStep?: OnStep;
  /** Known duplicates from the photo store; absent where photos are not stored. */
  readonly seenBefore?: EarlierUse;
  /** True if the photo is not opened again: its outcome states that it is too costly. */
  readonly isTooCostly?: boolean;
}

/**
 * Calls reject with a TooCostlyError when the photo takes too long, breaks its worker or fills its memory; with a
 * PoolBusyError or PoolClosedError; with a DecoderEndedError when the worker was killed from outside; with the signal's
 * reason; or with an error thrown in the worker. No other photo is affected. The caller keeps its bytes.
 */
export interface EnginePool {
  standardize(bytes: Uint8Array, spec: PhotoSpec, options?: StandardizeOptions): Promise<Outcome>;
  verify(bytes: Uint8Array, spec: PhotoSpec, options?: CallOptions): Promise<Verification>;
  lookAt(bytes: Uint8Array, options?: CallOptions): Promise<Look | "unreadable">;
  /** Isolation level of its processes. */
  readonly isolation: Isolated;
  /** Ends every worker; unfinished photos are rejected with a PoolClosedError. */
  close(): Promise<void>;
}

const workspaceUrl = new URL("../../../../", import.meta.url);

/**
 * Files that an engine's process reads: our packages, dependencies, their bundle in a release, and the package.json
 * with the module type, which Node 24 requires.
 */
export const engineReads: readonly string[] = [
  "packages/",
  "node_modules/",
  "programs/",
  "package.json",
]
  .map((path) => fileURLToPath(new URL(path, workspaceUrl)))
  .filter((path) => existsSync(path));

/** Pattern of out-of-memory messages of JavaScript, C++ and libvips. */
const noMemory =
  /allocation failed|failed to allocate|invalid array length|bad_alloc|bad allocation|out of memory/i;

const isOfTheFile = (error: unknown): boolean =>
  error instanceof PhotoTimeoutError ||
  (error instanceof DecoderEndedError
    ? !error.isFromOutside
    : error instanceof Error && noMemory.test(error.message));

/** Time that workers stay without photos, because starting an engine costs 0.8 s of CPU. */
const idleMs = 60_000;

/**
 * Creates a pool and resolves when the first worker has its engine. Throws a WeightError when a weight file is missing
 * or changed. Generated files are created here, because workers may not write anywhere.
 */
export async function createEnginePool({
  workers,
  timeoutMs,
  maxWaiting,
  heic,
}: PoolOptions): Promise<EnginePool> {
  verifyAllWeights();
  for (const name of networkNames) openNetwork(name);
  await loadKernel();
  // With fewer workers than cores, each photo gets a share of the remaining cores.
  const threads = Math.max(1, Math.floor(availableParallelism() / workers));
  const settings: WorkerSettings = { heic, threads };
  const pool = createProcessPool<PoolJob>({
    entry: new URL("./pool-worker.ts", import.meta.url),
    ...{ reads: engineReads, settings, workers, timeoutMs, maxWaiting, idleMs },
  });
  const isolation = await pool.start();
  const run = async (job: PoolJob, options?: JobOptions): Promise<unknown> => {
    try {
      return await pool.run(job, options);
    } catch (error) {
      throw isOfTheFile(error) ? new TooCostlyError(error) : error;
    }
  };
  return {
    standardize: async (
      bytes,
      spec,
      { seenBefore = null, isTooCostly = false, onStep, signal } = {},
    ) => {
      const report = onStep && ((step: string): void => void (isMakingStep(step) && onStep(step)));
      const options = { ...(signal && { signal }), ...(report && { onStep: report }) };
      return readOutcome(
        await run({ work: "standardize", bytes, spec, seenBefore, isTooCostly }, options),
      );
    },
    verify: async (bytes, spec, call) =>
      readVerification(await run({ work: "verify", bytes, spec }, call)),
    lookAt: async (bytes, call) => readLook(await run({ work: "lookAt", bytes }, call)),
    isolation,
    close: pool.close,
  };
}

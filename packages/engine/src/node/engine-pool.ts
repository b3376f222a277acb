/** Many photos at once: one engine per process, with back-pressure, cancellation and a time limit per photo. */
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { isMakingStep, type PhotoSpec } from "@gradphoto/domain/photo-standard";
import { loadKernel } from "@gradphoto/matting/node";
import { networkNames } from "@gradphoto/networks";
import { openNetwork, verifyAllWeights } from "@gradphoto/networks/node";
import type { Outcome } from "../outcome.ts";
import type { OnStep } from "../standardize.ts";
import type { SeenBefore } from "../subject/subject.ts";
import type { Verification } from "../verify.ts";
import { DecoderEndedError } from "./decoder-process.ts";
import type { Look } from "./look-at.ts";
import { PhotoTimeoutError, TooCostlyError } from "./pool-errors.ts";
import type { PoolJob, WorkerSettings } from "./pool-worker.ts";
import { createProcessPool, type Isolated, type JobOptions } from "./process-pool.ts";
import { readLook, readOutcome, readVerification } from "./read-answer.ts";

export interface PoolOptions {
  readonly workers: number;
  /** A photo that takes longer is too costly, and its worker is ended. Waiting does not count. */
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
  /** It is not opened again: its outcome says that it asks for too much. */
  readonly isTooCostly?: boolean;
}

/**
 * Calls reject with a TooCostlyError when the photo takes too long, breaks its worker or fills its memory, with a
 * PoolBusyError, PoolClosedError, a DecoderEndedError when the worker was ended from outside, the signal's reason, or what
 * was thrown in the worker; no other photo is affected. The caller keeps its bytes.
 */
export interface EnginePool {
  standardize(bytes: Uint8Array, spec: PhotoSpec, options?: StandardizeOptions): Promise<Outcome>;
  verify(bytes: Uint8Array, spec: PhotoSpec, options?: CallOptions): Promise<Verification>;
  lookAt(bytes: Uint8Array, options?: CallOptions): Promise<Look | "unreadable">;
  /** How far its processes are shut off. */
  readonly isolation: Isolated;
  /** Ends every worker; photos not finished are rejected with a PoolClosedError. */
  close(): Promise<void>;
}

const workspaceUrl = new URL("../../../../", import.meta.url);

/**
 * What an engine's process reads: our packages, those of others, what a release bundles of them, and the file by which
 * Node tells of what kind a bundled module is, which Node 24 does not do without.
 */
export const engineReads: readonly string[] = ["packages/", "node_modules/", "programs/", "package.json"]
  .map((path) => fileURLToPath(new URL(path, workspaceUrl)))
  .filter((path) => existsSync(path));

/** As JavaScript, C++ and libvips say that there is no memory. */
const noMemory = /allocation failed|failed to allocate|invalid array length|bad_alloc|bad allocation|out of memory/i;

const isOfTheFile = (error: unknown): boolean =>
  error instanceof PhotoTimeoutError ||
  (error instanceof DecoderEndedError ? !error.isFromOutside : error instanceof Error && noMemory.test(error.message));

const isBroken = (answer: unknown): boolean =>
  answer === "unreadable" ||
  (typeof answer === "object" && answer !== null && "kind" in answer && answer.kind === "unreadable");

/** Starting an engine costs 0.8 s of CPU; a minute without a photo is no rush any more. */
const idleMs = 60_000;

/**
 * Resolves when the first worker has its engine. Throws a WeightError when a weight file is missing or changed. What is made
 * once is made here: the workers may write nowhere.
 */
export async function createEnginePool({ workers, timeoutMs, maxWaiting, heic }: PoolOptions): Promise<EnginePool> {
  verifyAllWeights();
  for (const name of networkNames) openNetwork(name);
  await loadKernel();
  // Fewer workers than cores: each photo gets a share of the cores that are left.
  const threads = Math.max(1, Math.floor(availableParallelism() / workers));
  const settings: WorkerSettings = { heic, threads };
  const pool = createProcessPool<PoolJob>({
    entry: new URL("./pool-worker.ts", import.meta.url),
    ...{ reads: engineReads, settings, workers, timeoutMs, maxWaiting, idleMs, isBroken },
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
    standardize: async (bytes, spec, { seenBefore = null, isTooCostly = false, onStep, signal } = {}) => {
      const report = onStep && ((step: string): void => void (isMakingStep(step) && onStep(step)));
      const options = { ...(signal && { signal }), ...(report && { onStep: report }) };
      return readOutcome(await run({ work: "standardize", bytes, spec, seenBefore, isTooCostly }, options));
    },
    verify: async (bytes, spec, call) => readVerification(await run({ work: "verify", bytes, spec }, call)),
    lookAt: async (bytes, call) => readLook(await run({ work: "lookAt", bytes }, call)),
    isolation,
    close: pool.close,
  };
}

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
import { PhotoTimeoutError } from "./pool-errors.ts";
import type { PoolJob, WorkerSettings } from "./pool-worker.ts";
import { createProcessPool, type Isolated } from "./process-pool.ts";
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
  /** As a first look found; it is not opened again. */
  readonly isTooCostly?: boolean;
}

/**
 * A photo that takes too long, breaks its worker or fills its memory is too costly, which is said of it like any other
 * fault of a file. Calls reject with a PoolBusyError, PoolClosedError, a DecoderEndedError when the worker was ended from
 * outside, the signal's reason, or what was thrown in the worker; no other photo is affected. The caller keeps its bytes.
 */
export interface EnginePool {
  standardize(bytes: Uint8Array, spec: PhotoSpec, options?: StandardizeOptions): Promise<Outcome>;
  verify(bytes: Uint8Array, spec: PhotoSpec, options?: CallOptions): Promise<Verification>;
  lookAt(bytes: Uint8Array, options?: CallOptions): Promise<Look | "unreadable" | "too-costly">;
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

async function unlessTooCostly<Answer, Otherwise>(answer: Promise<Answer>, otherwise: () => Otherwise) {
  try {
    return await answer;
  } catch (error) {
    if (isOfTheFile(error)) return await otherwise();
    throw error;
  }
}

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
  return {
    standardize: async (bytes, spec, { seenBefore = null, isTooCostly = false, onStep, signal } = {}) => {
      const tell = onStep && ((step: string): void => void (isMakingStep(step) && onStep(step)));
      const options = { ...(signal && { signal }), ...(tell && { onStep: tell }) };
      const make = (isTooCostly: boolean) =>
        pool.run({ work: "standardize", bytes, spec, seenBefore, isTooCostly }, options);
      return readOutcome(isTooCostly ? await make(true) : await unlessTooCostly(make(false), () => make(true)));
    },
    verify: async (bytes, spec, call) => readVerification(await pool.run({ work: "verify", bytes, spec }, call)),
    lookAt: async (bytes, call) => {
      const look = await unlessTooCostly(pool.run({ work: "lookAt", bytes }, call), () => "too-costly" as const);
      return look === "too-costly" ? look : readLook(look);
    },
    isolation,
    close: pool.close,
  };
}

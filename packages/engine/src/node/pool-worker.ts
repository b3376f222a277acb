/** What a pool's worker thread runs: one engine, loaded once, one photo at a time. */
import { parentPort, workerData } from "node:worker_threads";
import type { PhotoSpec } from "@gradphoto/domain/photo-standard";
import { type Outcome, standardize as standardizePhoto } from "../standardize.ts";
import { type Verification, verifyPhoto } from "../verify.ts";
import { type EngineOptions, loadEngine } from "./load-engine.ts";

/** Handed to every worker when it starts. */
export type WorkerSettings = EngineOptions;

/** One photo on its way to a worker. */
export interface PhotoJob {
  readonly id: number;
  readonly bytes: Uint8Array;
  readonly spec: PhotoSpec;
  /** Shared with the pool; not 0 when the photo is given up. */
  readonly stop: Int32Array;
}

/** Sent as soon as a worker takes a job up: its time limit starts to run. */
export interface JobStarted {
  readonly startedJobId: number;
}

const settings: WorkerSettings = workerData;
let stop: Int32Array = new Int32Array(1);
const engine = await loadEngine(settings, () => {
  if (Atomics.load(stop, 0) !== 0) throw new Error("the photo was given up");
});

function announceStart({ id, stop: stopOfJob }: PhotoJob): void {
  stop = stopOfJob;
  const started: JobStarted = { startedJobId: id };
  parentPort?.postMessage(started);
}

export function standardize(job: PhotoJob): Promise<Outcome> {
  announceStart(job);
  return standardizePhoto(job.bytes, job.spec, engine);
}

export function verify(job: PhotoJob): Promise<Verification> {
  announceStart(job);
  return verifyPhoto(job.bytes, job.spec, engine);
}

/** Answers once the engine is loaded. */
export function ready(): void {}

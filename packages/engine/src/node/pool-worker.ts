/** What a pool's worker thread runs: one engine, loaded once, one photo at a time. */
import { parentPort, workerData } from "node:worker_threads";
import type { MakingStep, PhotoSpec } from "@gradphoto/domain/photo-standard";
import { type Outcome, standardize as standardizePhoto } from "../standardize.ts";
import type { SeenBefore } from "../subject/subject.ts";
import { type Verification, verifyPhoto } from "../verify.ts";
import { type EngineOptions, loadEngine } from "./load-engine.ts";
import { type Look, lookAt as lookAtPhoto } from "./look-at.ts";

/** Handed to every worker when it starts. */
export type WorkerSettings = EngineOptions;

/** One photo on its way to a worker. */
export interface PhotoJob {
  readonly id: number;
  readonly bytes: Uint8Array;
  /** Shared with the pool; not 0 when the photo is given up. */
  readonly stop: Int32Array;
}

export interface VerifyJob extends PhotoJob {
  readonly spec: PhotoSpec;
}

export interface StandardizeJob extends VerifyJob {
  readonly seenBefore: SeenBefore | null;
}

/** Sent as soon as a worker takes a job up, when its time limit starts to run, and as each step begins. */
export interface JobNews {
  readonly jobId: number;
  readonly step?: MakingStep;
}

const settings: WorkerSettings = workerData;
let stop: Int32Array = new Int32Array(1);
const engine = await loadEngine(settings, () => {
  if (Atomics.load(stop, 0) !== 0) throw new Error("the photo was given up");
});

function announceStart({ id, stop: stopOfJob }: PhotoJob): void {
  stop = stopOfJob;
  tell({ jobId: id });
}

const tell = (news: JobNews): void => parentPort?.postMessage(news);

export function standardize(job: StandardizeJob): Promise<Outcome> {
  announceStart(job);
  const { id, bytes, spec, seenBefore } = job;
  return standardizePhoto(bytes, spec, engine, { seenBefore, onStep: (step) => tell({ jobId: id, step }) });
}

export function lookAt(job: PhotoJob): Promise<Look | null> {
  announceStart(job);
  return lookAtPhoto(job.bytes, engine.codec);
}

export function verify(job: VerifyJob): Promise<Verification> {
  announceStart(job);
  return verifyPhoto(job.bytes, job.spec, engine);
}

/** Answers once the engine is loaded. */
export function ready(): void {}

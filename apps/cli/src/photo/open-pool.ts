/** The engines of a command that works through many photos. */
import { availableParallelism } from "node:os";
import { createEnginePool, type EnginePool } from "@gradphoto/engine/node";

/** Far above the second or two a photo takes on a slow machine. */
const timeoutMs = 60_000;

export const defaultJobs = availableParallelism();

/** One engine per job; a job hands in its next photo when the last is done, so none waits long. */
export const openPool = (jobs: number): Promise<EnginePool> =>
  createEnginePool({ workers: jobs, timeoutMs, maxWaiting: jobs, heic: true });

/** What a process of the pool runs: one engine, loaded once, one photo at a time. */
import type { PhotoSpec } from "@gradphoto/domain/photo-standard";
import { type Engine, standardize } from "../standardize.ts";
import type { SeenBefore } from "../subject/subject.ts";
import { verifyPhoto } from "../verify.ts";
import { type EngineOptions, loadEngine } from "./load-engine.ts";
import { lookAt } from "./look-at.ts";
import { serveJobs } from "./serve-jobs.ts";

/** One photo on its way to a worker, with what is to be done with it. */
export type PoolJob =
  | { readonly work: "lookAt"; readonly bytes: Uint8Array }
  | { readonly work: "verify"; readonly bytes: Uint8Array; readonly spec: PhotoSpec }
  | {
      readonly work: "standardize";
      readonly bytes: Uint8Array;
      readonly spec: PhotoSpec;
      readonly seenBefore: SeenBefore | null;
      /** It is not opened again: what comes of it is said of it. */
      readonly isTooCostly: boolean;
    };

const unopened = (engine: Engine): Engine => ({
  ...engine,
  codec: { ...engine.codec, inspect: async () => ({ ok: false, problem: { code: "too-costly" } }) },
});

/** Told to every worker when it starts. */
export type WorkerSettings = EngineOptions;

await serveJobs<WorkerSettings, PoolJob>(async (settings) => {
  const engine = await loadEngine(settings);
  return (job, report) => {
    switch (job.work) {
      case "lookAt":
        return lookAt(job.bytes, engine.codec);
      case "verify":
        return verifyPhoto(job.bytes, job.spec, engine);
      case "standardize":
        return standardize(job.bytes, job.spec, job.isTooCostly ? unopened(engine) : engine, {
          seenBefore: job.seenBefore,
          onStep: (step) => report({ step }),
        });
    }
  };
});

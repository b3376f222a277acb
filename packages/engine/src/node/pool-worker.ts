/** Process of the pool: one engine, loaded once, and one photo at a time. */
import type { PhotoSpec } from "@gradphoto/domain/photo-standard";
import { type Engine, standardize } from "../standardize.ts";
import type { EarlierUse } from "../subject/subject.ts";
import { verifyPhoto } from "../verify.ts";
import { type EngineOptions, loadEngine } from "./load-engine.ts";
import { lookAt } from "./look-at.ts";
import { serveJobs } from "./serve-jobs.ts";

/** One photo sent to a worker, with its task. */
export type PoolJob =
  | { readonly work: "lookAt"; readonly bytes: Uint8Array }
  | { readonly work: "verify"; readonly bytes: Uint8Array; readonly spec: PhotoSpec }
  | {
      readonly work: "standardize";
      readonly bytes: Uint8Array;
      readonly spec: PhotoSpec;
      readonly seenBefore: EarlierUse | null;
      /** True if the photo is not opened again: only its outcome is reported. */
      readonly isTooCostly: boolean;
    };

const unopened = (engine: Engine): Engine => ({
  ...engine,
  codec: { ...engine.codec, inspect: async () => ({ ok: false, problem: { code: "too-costly" } }) },
});

/** Settings sent to every worker at its start. */
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

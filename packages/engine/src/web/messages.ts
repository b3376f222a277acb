/** Messages between a page and the engine's worker. */
import type { MakingStep, PhotoSpec } from "@gradphoto/domain/photo-standard";
import type { Guidance } from "../guidance/advise.ts";
import type { Outcome } from "../outcome.ts";
import type { EngineFile } from "./files.ts";

/** `left-to-server` means that this browser could not decode the picture, which proves nothing about the photo. */
export type Precheck = Outcome | { readonly kind: "left-to-server" };

export type ToWorker =
  /** First message, sent once, with the URLs of its files. */
  | { readonly type: "open"; readonly urls: ReadonlyMap<EngineFile, string> }
  /** Prefetches the files of a first check. */
  | { readonly type: "prepare"; readonly id: number }
  | {
      readonly type: "precheck";
      readonly id: number;
      readonly file: Blob;
      readonly spec: PhotoSpec;
    }
  /** A camera session starts; its frames follow. */
  | { readonly type: "guide"; readonly spec: PhotoSpec }
  /** Camera frame. `atMs` is its time, by the page's clock. */
  | {
      readonly type: "frame";
      readonly id: number;
      readonly frame: ImageBitmap;
      readonly atMs: number;
    }
  /** A burst of camera frames. */
  | { readonly type: "best-of"; readonly id: number; readonly frames: readonly ImageBitmap[] };

export type FromWorker =
  /** Number of additional bytes that were loaded. */
  | { readonly type: "bytes"; readonly bytes: number }
  /** Ready for live guidance. */
  | { readonly type: "ready" }
  /** The worker is unusable: its files failed to load, or this browser cannot run them. */
  | { readonly type: "unusable"; readonly message: string }
  | { readonly type: "prepared"; readonly id: number }
  | { readonly type: "step"; readonly id: number; readonly step: MakingStep }
  | { readonly type: "answer"; readonly id: number; readonly precheck: Precheck }
  /** Instruction for a frame; null if a newer frame replaced it. */
  | { readonly type: "guided"; readonly id: number; readonly guidance: Guidance | null }
  | { readonly type: "picked"; readonly id: number; readonly index: number }
  | { readonly type: "failed"; readonly id: number; readonly message: string };

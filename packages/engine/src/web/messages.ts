/** What a page and the engine's worker say to each other. */
import type { MakingStep, PhotoSpec } from "@gradphoto/domain/photo-standard";
import type { Guidance } from "../guidance/guidance.ts";
import type { Outcome } from "../outcome.ts";
import type { EngineFile } from "./files.ts";

/** `left-to-server`: this browser did not read the picture, which says nothing of the photo. */
export type Precheck = Outcome | { readonly kind: "left-to-server" };

export type ToWorker =
  /** First, and once: where its files lie. */
  | { readonly type: "open"; readonly urls: ReadonlyMap<EngineFile, string> }
  /** Fetches now what a first check would wait for. */
  | { readonly type: "prepare"; readonly id: number }
  | { readonly type: "precheck"; readonly id: number; readonly file: Blob; readonly spec: PhotoSpec }
  /** A camera begins; its frames follow. */
  | { readonly type: "guide"; readonly spec: PhotoSpec }
  /** `atMs`: when it was taken, by the page's clock. */
  | { readonly type: "frame"; readonly id: number; readonly frame: ImageBitmap; readonly atMs: number }
  /** A burst of the camera's. */
  | { readonly type: "best-of"; readonly id: number; readonly frames: readonly ImageBitmap[] };

export type FromWorker =
  /** So many more have come. */
  | { readonly type: "bytes"; readonly bytes: number }
  /** For live guidance. */
  | { readonly type: "ready" }
  /** Its files did not come, or this browser cannot run them: it is of no more use. */
  | { readonly type: "unusable"; readonly message: string }
  | { readonly type: "prepared"; readonly id: number }
  | { readonly type: "step"; readonly id: number; readonly step: MakingStep }
  | { readonly type: "answer"; readonly id: number; readonly precheck: Precheck }
  /** null: a newer frame took its place. */
  | { readonly type: "guided"; readonly id: number; readonly guidance: Guidance | null }
  | { readonly type: "picked"; readonly id: number; readonly index: number }
  | { readonly type: "failed"; readonly id: number; readonly message: string };

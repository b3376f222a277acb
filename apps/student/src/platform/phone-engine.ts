/**
 * Interface of the photo engine on this device, which predicts the service's result while the camera is open and before
 * upload.
 */
import type { MakingStep, PhotoSpec } from "@gradphoto/domain";
import type { Guidance, Precheck, WebEngine } from "@gradphoto/engine/web";
import type { Picture } from "./platform.ts";

export type { Guidance, Precheck };
export type Outcome = Exclude<Precheck, { readonly kind: "left-to-server" }>;

/** Downloaded share of its files, 0 to 1. */
export interface EngineLoad {
  /** Share of the files that guidance needs. */
  readonly live: number;
  /** Share of all files that a check needs. */
  readonly overall: number;
}

/** Where the engine is not available, all its promises reject, and only the service checks. */
export interface PhoneEngine extends Pick<WebEngine, "live" | "prepare" | "guide" | "bestOf"> {
  /** Subscribes to the download progress. Returns the unsubscribe function. */
  followLoad(changed: (load: EngineLoad) => void): () => void;
  precheck(
    picture: Picture,
    spec: PhotoSpec,
    onStep: (step: MakingStep) => void,
  ): Promise<Precheck>;
  /** Releases one holder. Without holders the engine ends and frees its memory. */
  release(): void;
}

/** Guidance while a camera is open. */
export interface LiveGuidance {
  /** Downloaded share of the files that guidance needs, 0 to 1. */
  readonly share: number;
  /** null until it starts. */
  readonly hint: Guidance | null;
}

/** The photo engine on this device, which says while the camera is open, and before a photo is sent, what the service would say. */
import type { MakingStep, PhotoSpec } from "@gradphoto/domain";
import type { Guidance, Precheck, WebEngine } from "@gradphoto/engine/web";
import type { Picture } from "./platform.ts";

export type { Guidance, Precheck };
export type Outcome = Exclude<Precheck, { readonly kind: "left-to-server" }>;

/** How much of its files is here, 0 to 1. */
export interface EngineLoad {
  /** What guidance needs. */
  readonly live: number;
  /** All that a check needs. */
  readonly whole: number;
}

/** Where it cannot be had, every promise of it rejects: the service checks alone then. */
export interface PhoneEngine extends Pick<WebEngine, "live" | "prepare" | "guide" | "bestOf"> {
  /** Hears of its files as they come; answers how to stop hearing. */
  followLoad(changed: (load: EngineLoad) => void): () => void;
  precheck(picture: Picture, spec: PhotoSpec, onStep: (step: MakingStep) => void): Promise<Precheck>;
  /** Whoever held it needs it no more; without a holder it ends, and its memory is free. */
  release(): void;
}

/** What is said while a camera is open. */
export interface LiveGuidance {
  /** How much of what guidance needs is here, 0 to 1. */
  readonly share: number;
  /** null until it begins. */
  readonly said: Guidance | null;
}

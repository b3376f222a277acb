/** Many photos at once: one engine per worker thread, with back-pressure, cancellation and a time limit per photo. */
import type { PhotoSpec } from "@gradphoto/contract";
import type { Outcome } from "../standardize.ts";
import type { Verification } from "../verify.ts";

export interface PoolOptions {
  readonly workers: number;
  /** A photo that takes longer ends its worker, not the process. */
  readonly timeoutMs: number;
  /** Photos that may wait; one more is refused with a PoolBusyError. */
  readonly maxWaiting: number;
  readonly heic: boolean;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}

export interface EnginePool {
  standardize(bytes: Uint8Array, spec: PhotoSpec, options?: CallOptions): Promise<Outcome>;
  verify(bytes: Uint8Array, spec: PhotoSpec, options?: CallOptions): Promise<Verification>;
  close(): Promise<void>;
}

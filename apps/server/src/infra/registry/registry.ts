/** Port of the national registry: its operations, and every way in which it may fail. */
import type { IdentityOutcome } from "@gradphoto/domain";

export interface RegistryPhoto {
  readonly itemId: string;
  /** From the collection code: the registry finds the student by it. */
  readonly codeId: string;
  /** As returned by the code's issuer; the registry compares them. */
  readonly schoolCode: string;
  readonly name: string;
  readonly studentNumber: string;
  readonly photo: Uint8Array;
  /** Hash of `photo`, 64 hexadecimal digits. */
  readonly photoSha256: string;
}

export type RegistryResult =
  | { readonly itemId: string; readonly state: "pending" }
  | { readonly itemId: string; readonly state: "accepted"; readonly receipt: string }
  /** Not decided yet whether the photo shows the student; the final answer follows. */
  | { readonly itemId: string; readonly state: "identity"; readonly outcome: IdentityOutcome }
  /** `reason`: the registry's own code. */
  | { readonly itemId: string; readonly state: "refused"; readonly reason: string };

export interface RegistryBatch {
  readonly receipt: string;
  /** May contain an item twice, or an unknown one. */
  readonly items: readonly RegistryResult[];
}

/** `unknown-batch`: the registry never received it; all other faults leave that open. */
export type RegistryFault =
  | "unreachable"
  | "busy"
  | "unauthorized"
  | "request-refused"
  | "unknown-batch"
  | "answer-unreadable";

export interface Registry {
  /** Idempotent for the same batch with the same photos, but query the batch first. One to ten photos. */
  uploadBatch(
    batchId: string,
    photos: readonly RegistryPhoto[],
  ): Promise<{ readonly receipt: string } | { readonly fault: RegistryFault }>;
  queryBatch(batchId: string): Promise<RegistryBatch | { readonly fault: RegistryFault }>;
}

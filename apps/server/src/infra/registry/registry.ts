/** Port of the national registry: its operations, and every way in which it may fail. */
import type { IdentityOutcome } from "@gradphoto/domain";

export interface RegistryPhoto {
  readonly itemId: string;
  /** Id from the collection code, by which the registry finds the student. */
  readonly codeId: string;
  /** School and following fields as the code's issuer returned them. The registry compares them. */
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
  /** The registry has not decided yet whether the photo shows the student. The final answer follows. */
  | { readonly itemId: string; readonly state: "identity"; readonly outcome: IdentityOutcome }
  /** Refused photo. `reason` is the registry's own code. */
  | { readonly itemId: string; readonly state: "refused"; readonly reason: string };

export interface RegistryBatch {
  readonly receipt: string;
  /** Results. They may contain an item twice, or an unknown one. */
  readonly items: readonly RegistryResult[];
}

/** `unknown-batch` means that the registry never received it. All other faults leave that open. */
export type RegistryFault =
  | "unreachable"
  | "busy"
  | "unauthorized"
  | "request-refused"
  | "unknown-batch"
  | "answer-unreadable";

export interface Registry {
  /** Uploads one to ten photos. It is idempotent for the same batch with the same photos, but query the batch first. */
  uploadBatch(
    batchId: string,
    photos: readonly RegistryPhoto[],
  ): Promise<{ readonly receipt: string } | { readonly fault: RegistryFault }>;
  queryBatch(batchId: string): Promise<RegistryBatch | { readonly fault: RegistryFault }>;
}

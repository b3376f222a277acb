/** The national registry: what we may ask of it, and every way it may fail us. */

import type { IdentityOutcome } from "@gradphoto/domain";

export interface RegistryPhoto {
  readonly itemId: string;
  /** What the collection code gave: by it the registry finds the student. */
  readonly codeId: string;
  /** As the code's issuer told them; the registry compares. */
  readonly schoolCode: string;
  readonly name: string;
  readonly studentNumber: string;
  readonly photo: Uint8Array;
  /** Of `photo`, 64 hexadecimal digits. */
  readonly photoSha256: string;
}

export type RegistryWord =
  | { readonly itemId: string; readonly state: "pending" }
  | { readonly itemId: string; readonly state: "accepted"; readonly receipt: string }
  /** It cannot say yet whether the photo shows the student; its last word follows. */
  | { readonly itemId: string; readonly state: "identity"; readonly outcome: IdentityOutcome }
  /** `reason`: the registry's own code. */
  | { readonly itemId: string; readonly state: "refused"; readonly reason: string };

export interface RegistryBatch {
  readonly receipt: string;
  /** May name an item twice, or one that is not ours. */
  readonly items: readonly RegistryWord[];
}

/** `unknown-batch`: it never came; all others leave that open. */
export type RegistryFault =
  | "unreachable"
  | "busy"
  | "unauthorized"
  | "request-refused"
  | "unknown-batch"
  | "answer-unreadable";

export interface Registry {
  /** The same batch may come again with the same photos; ask first all the same. One to ten photos. */
  uploadBatch(
    batchId: string,
    photos: readonly RegistryPhoto[],
  ): Promise<{ readonly receipt: string } | { readonly fault: RegistryFault }>;
  askBatch(batchId: string): Promise<RegistryBatch | { readonly fault: RegistryFault }>;
}

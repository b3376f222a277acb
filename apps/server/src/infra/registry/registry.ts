/** The national registry: what we may ask of it, and every way it may fail us. */

export interface RegistryPhoto {
  readonly itemId: string;
  /** The same for every photo of one collection. */
  readonly collectionNumber: string;
  readonly photo: Uint8Array;
  /** Of `photo`, 64 hexadecimal digits. */
  readonly photoSha256: string;
}

export type RegistryWord =
  | { readonly itemId: string; readonly state: "pending" }
  | { readonly itemId: string; readonly state: "accepted"; readonly receipt: string }
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

/** State of the registry: every received batch and item, and the results ordered by tests for the next items. */
import { z } from "zod";

/** Results of 身份核验 (identity verification by face comparison) other than 通过 (passed). */
export const identityOutcomes = ["failed", "doubtful", "abnormal"] as const;

const item = z.object({
  itemId: z.string(),
  codeId: z.string(),
  studentNumber: z.string(),
  photoSha256: z.string(),
  state: z.enum(["pending", "accepted", "refused"]),
  /** Result of the face comparison, when it is not a pass. The item is pending until a person has decided. */
  identity: z.enum(identityOutcomes).nullable(),
  /** Receipt number of an accepted photo. */
  receipt: z.string().nullable(),
  reason: z.string().nullable(),
  /** True if a photo for this code was accepted earlier. */
  duplicate: z.boolean(),
});

const batch = z.object({
  batchId: z.string(),
  receipt: z.string(),
  /** Hash of the content. A repeated batch must have the same content. */
  contentSha256: z.string(),
  receivedAt: z.string(),
  decidesAt: z.string(),
  items: z.array(item),
});

export const registryBooks = z.object({
  batches: z.array(batch),
  /** Number of received batches with photos, including those whose answer was lost. */
  uploads: z.number(),
  refusals: z.array(z.string()),
  /** Results that tests ordered for the face comparison of the next items. */
  identities: z.array(z.enum(identityOutcomes)),
  decideAfterSeconds: z.number(),
});

export type RegistryBooks = z.infer<typeof registryBooks>;
export type RegistryItem = z.infer<typeof item>;
export type RegistryBatch = z.infer<typeof batch>;

export const openRegistryBooks = (): RegistryBooks => ({
  batches: [],
  uploads: 0,
  refusals: [],
  identities: [],
  decideAfterSeconds: 0,
});

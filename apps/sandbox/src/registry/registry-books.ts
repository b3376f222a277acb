/** State of the registry: every received batch and item, and the refusals ordered for the next ones. */
import { z } from "zod";

/** Results of 身份核验 other than 通过. */
export const identityOutcomes = ["failed", "doubtful", "abnormal"] as const;

const item = z.object({
  itemId: z.string(),
  codeId: z.string(),
  studentNumber: z.string(),
  photoSha256: z.string(),
  state: z.enum(["pending", "accepted", "refused"]),
  /** While pending: result of the face comparison, after which a person decides. */
  identity: z.enum(identityOutcomes).nullable(),
  /** Set for an accepted photo. */
  receipt: z.string().nullable(),
  reason: z.string().nullable(),
  /** A photo for this code was accepted earlier. */
  duplicate: z.boolean(),
});

const batch = z.object({
  batchId: z.string(),
  receipt: z.string(),
  /** Hash of the sent content: a repeated batch must have the same content. */
  contentSha256: z.string(),
  receivedAt: z.string(),
  decidesAt: z.string(),
  items: z.array(item),
});

export const registryBooks = z.object({
  batches: z.array(batch),
  /** Number of times a batch with photos arrived, including those whose answer was lost. */
  uploads: z.number(),
  refusals: z.array(z.string()),
  /** Results ordered for the comparison of the next items. */
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

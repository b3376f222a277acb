/** What the registry remembers: every batch that came, every item of it, and the refusals ordered for the next ones. */
import { z } from "zod";

/** 身份核验 that is not 通过. */
export const identityOutcomes = ["failed", "doubtful", "abnormal"] as const;

const item = z.object({
  itemId: z.string(),
  codeId: z.string(),
  studentNumber: z.string(),
  photoSha256: z.string(),
  state: z.enum(["pending", "accepted", "refused"]),
  /** While pending: what the comparison of faces said; a person decides after it. */
  identity: z.enum(identityOutcomes).nullable(),
  /** Of an accepted photo. */
  receipt: z.string().nullable(),
  reason: z.string().nullable(),
  /** A photo by this code was accepted before. */
  duplicate: z.boolean(),
});

const batch = z.object({
  batchId: z.string(),
  receipt: z.string(),
  /** Of what was sent: the same batch comes with the same content. */
  contentSha256: z.string(),
  receivedAt: z.string(),
  decidesAt: z.string(),
  items: z.array(item),
});

export const registryBooks = z.object({
  batches: z.array(batch),
  /** How often a batch with photos came, lost answers included. */
  uploads: z.number(),
  refusals: z.array(z.string()),
  /** Ordered for the comparison of the next items. */
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

/** A payment notification as stored in the books until it is acknowledged. */
import { z } from "zod";

/** Fields of every queued notification. */
export const queued = z.object({
  id: z.string(),
  url: z.string(),
  eventType: z.string(),
  /** Content in the format of its queue. */
  content: z.string(),
  /** forged: signed by another key; stale: the first attempt has an old timestamp. */
  flaw: z.enum(["none", "forged", "wrong-amount", "stale"]),
  state: z.enum(["waiting", "held", "delivered", "given-up", "lost"]),
  attempts: z.number().int(),
  dueAtMs: z.number(),
  lastStatus: z.number().optional(),
});

export type Queued = z.infer<typeof queued>;

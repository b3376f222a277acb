/** A payment notification as the books keep it until it is taken. */
import { z } from "zod";

/** What every queued notification has. */
export const queued = z.object({
  id: z.string(),
  url: z.string(),
  eventType: z.string(),
  /** What it says, in the form of its queue. */
  content: z.string(),
  /** forged: signed by somebody else; stale: the first attempt carries an old time. */
  flaw: z.enum(["none", "forged", "wrong-amount", "stale"]),
  state: z.enum(["waiting", "held", "delivered", "given-up", "lost"]),
  attempts: z.number().int(),
  dueAtMs: z.number(),
  lastStatus: z.number().optional(),
});

export type Queued = z.infer<typeof queued>;

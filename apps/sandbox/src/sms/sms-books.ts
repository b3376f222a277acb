/** Sent text messages: codes, and notices with each reference once. */
import { z } from "zod";

const sent = { id: z.string(), phone: z.string(), sentAt: z.string() };

export const smsBooks = z.object({
  messages: z.array(z.object({ ...sent, code: z.string() })),
  notices: z.array(z.object({ ...sent, text: z.string(), reference: z.string() })),
});

/** The text messages that were sent. */
import { z } from "zod";

const message = z.object({ id: z.string(), phone: z.string(), code: z.string(), sentAt: z.string() });

export const smsBooks = z.object({ messages: z.array(message) });

/** What a student was sent by SMS: a text that was written for a try and then went by WeChat is none. */
import type { messages } from "../infra/db/schema/index.ts";

type Row = Pick<typeof messages.$inferSelect, "channel" | "text">;

export const sentTextOf = ({ channel, text }: Row): string | null => (channel === "sms" ? text : null);

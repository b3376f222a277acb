/** Text that a student received by SMS. A text prepared for SMS but finally sent by WeChat does not count. */
import type { messages } from "../infra/db/schema/index.ts";

type Row = Pick<typeof messages.$inferSelect, "channel" | "text">;

export const sentTextOf = ({ channel, text }: Row): string | null => (channel === "sms" ? text : null);

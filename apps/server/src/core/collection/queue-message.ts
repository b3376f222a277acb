/** Queues the message that notifies the student of a move: written with the move, sent by a job. */
import { messageTemplateCodes, messageTemplates } from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import type { Transaction } from "../../infra/db/database.ts";
import { messages } from "../../infra/db/schema/index.ts";
import { enqueue, enqueueAll } from "../../infra/jobs/enqueue.ts";

type Row = Pick<typeof messages.$inferSelect, "channel" | "text">;

/**
 * Returns the text that a student received by SMS. A text prepared for SMS but finally sent by WeChat does not count.
 */
export const sentTextOf = ({ channel, text }: Row): string | null =>
  channel === "sms" ? text : null;

export type MessageRow = typeof messages.$inferSelect;

/** Name of the lock under which reminders are sent one at a time, so that nobody is reminded twice. */
export const reminderLock = "remind-students";

/** Queues the message of one event. */
export async function queueMessage(
  tx: Transaction,
  message: Pick<MessageRow, "eventId" | "collectionId" | "template" | "createdAt">,
): Promise<MessageRow> {
  const [queued] = await tx
    .insert(messages)
    .values({ ...message, id: sql`gen_random_uuid()`, state: "queued" })
    .returning();
  if (!queued) throw new Error("A message was not written");
  await enqueue(tx, "send-message", { messageId: queued.id });
  return queued;
}

/** Queues one message for each event, in bulk. Returns the queued rows in no particular order. */
export async function queueMessages(
  tx: Transaction,
  written: readonly Pick<MessageRow, "eventId" | "collectionId" | "template" | "createdAt">[],
): Promise<readonly MessageRow[]> {
  const queued = await tx
    .insert(messages)
    .values(
      written.map((message) => ({
        ...message,
        id: sql`gen_random_uuid()`,
        state: "queued" as const,
      })),
    )
    .returning();
  await enqueueAll(
    tx,
    "send-message",
    queued.map(({ id }) => ({ messageId: id })),
  );
  return queued;
}

/** Returns the template of a move, or undefined when the move sends no message. */
export const templateOf = (move: string) =>
  messageTemplateCodes.find((code) => messageTemplates[code].move === move);

/** The message that tells the student of a move: written with the move, sent by its job. */
import { messageTemplateCodes, messageTemplates } from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import type { Transaction } from "../../infra/db/database.ts";
import { messages } from "../../infra/db/schema/index.ts";
import { enqueue, enqueueAll } from "../../infra/jobs/enqueue.ts";

export type MessageRow = typeof messages.$inferSelect;

/** Who reminds students takes turns with whoever else does: nobody is reminded by two at once. */
export const remindingTurns = "remind-students";

/** One message for one event. */
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

/** One message for each event, many at once; what was queued, in no order. */
export async function queueMessages(
  tx: Transaction,
  written: readonly Pick<MessageRow, "eventId" | "collectionId" | "template" | "createdAt">[],
): Promise<readonly MessageRow[]> {
  const queued = await tx
    .insert(messages)
    .values(written.map((message) => ({ ...message, id: sql`gen_random_uuid()`, state: "queued" as const })))
    .returning();
  await enqueueAll(
    tx,
    "send-message",
    queued.map(({ id }) => ({ messageId: id })),
  );
  return queued;
}

/** undefined: nobody is told of that move. */
export const templateOf = (move: string) => messageTemplateCodes.find((code) => messageTemplates[code].move === move);

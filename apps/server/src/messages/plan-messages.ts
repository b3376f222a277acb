/** Takes what happened to collections, each event once, and queues the message that tells of it; both are forgotten. */
import { messageTemplateCodes, messageTemplates } from "@gradphoto/domain";
import { and, asc, eq, inArray, isNull, lt, notExists } from "drizzle-orm";
import { z } from "zod";
import { type Database, inTransaction } from "../infra/db/database.ts";
import { events, messages } from "../infra/db/schema/index.ts";
import type { MessageDeps } from "./deps.ts";

const atOnce = 100;
const moved = z.object({ move: z.string() });

/** How many events were taken. */
export async function planMessages({ db, clock, ids }: Pick<MessageDeps, "db" | "clock" | "ids">): Promise<number> {
  for (let taken = 0; ; ) {
    const found = await inTransaction(db, async (tx) => {
      const rows = await tx
        .select()
        .from(events)
        .where(and(isNull(events.takenAt), eq(events.kind, "collection-moved")))
        .orderBy(asc(events.id))
        .limit(atOnce)
        .for("update", { skipLocked: true });
      if (rows.length === 0) return 0;
      const now = clock();
      const wanted = rows.flatMap(({ id: eventId, subjectId: collectionId, payload }) => {
        const { move } = moved.parse(payload);
        const template = messageTemplateCodes.find((code) => messageTemplates[code].move === move);
        const rest = { id: ids(), eventId, collectionId, state: "queued" as const, createdAt: now };
        return template === undefined ? [] : [{ ...rest, template }];
      });
      if (wanted.length > 0) await tx.insert(messages).values(wanted);
      const taken = rows.map(({ id }) => id);
      await tx.update(events).set({ takenAt: now }).where(inArray(events.id, taken));
      return rows.length;
    });
    taken += found;
    if (found < atOnce) return taken;
  }
}

const keptMs = 30 * 86_400_000;

export async function deleteOldEvents(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptMs);
  await db.delete(messages).where(lt(messages.finishedAt, before));
  const itsMessage = db.select({ id: messages.id }).from(messages).where(eq(messages.eventId, events.id));
  await db.delete(events).where(and(lt(events.takenAt, before), notExists(itsMessage)));
}

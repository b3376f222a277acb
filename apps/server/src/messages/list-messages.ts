/** The log of messages for operators, latest first, page by page. */
import { messageFaultLabel } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq, inArray, type SQL } from "drizzle-orm";
import { onDays } from "../core/days.ts";
import { cursorOf, isAfter } from "../core/page-cursor.ts";
import type { Database } from "../infra/db/database.ts";
import { messages } from "../infra/db/schema/index.ts";
import { presentMessage } from "./resend-message.ts";

type Query = ParsedInput<"listMessages">["query"];

const wanted = ({ state, template, fromDay, untilDay }: Query): SQL | undefined =>
  and(
    state === undefined ? undefined : eq(messages.state, state),
    template === undefined ? undefined : eq(messages.template, template),
    onDays(messages.createdAt, { fromDay, untilDay }),
  );

/** On all pages together. */
export const countMessages = (db: Database, query: Query): Promise<number> => db.$count(messages, wanted(query));

export async function listMessages(db: Database, query: Query): Promise<RouteAnswer<"listMessages">> {
  const { limit, after } = query;
  const found = await db
    .select()
    .from(messages)
    .where(and(wanted(query), after === undefined ? undefined : isAfter(after, messages.createdAt, messages.id)))
    .orderBy(desc(messages.createdAt), desc(messages.id))
    .limit(limit + 1);
  const rows = found.slice(0, limit);
  const lasts = await lastOf(
    db,
    rows.map(({ collectionId }) => collectionId),
  );
  const last = rows.at(-1);
  return {
    messages: rows.map((row) => {
      const { state: _, ...shown } = presentMessage(row);
      return {
        messageId: row.id,
        collectionId: row.collectionId,
        template: row.template,
        state: row.state,
        ...shown,
        tries: row.tries,
        faultLabel: row.lastFault === null ? null : messageFaultLabel(row.lastFault),
        createdAt: row.createdAt.toISOString(),
        endedAt: row.finishedAt?.toISOString() ?? null,
        isLast: lasts.has(row.id),
      };
    }),
    next: found.length > limit && last ? cursorOf(last) : null,
  };
}

/** The last message of each of these collections, as `resendMessage` chooses it. */
async function lastOf(db: Database, collectionIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (collectionIds.length === 0) return new Set();
  const rows = await db
    .selectDistinctOn([messages.collectionId], { id: messages.id })
    .from(messages)
    .where(inArray(messages.collectionId, [...new Set(collectionIds)]))
    .orderBy(messages.collectionId, desc(messages.createdAt), desc(messages.eventId));
  return new Set(rows.map(({ id }) => id));
}

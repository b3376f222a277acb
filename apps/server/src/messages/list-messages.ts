/** Log of messages for operators, latest first, page by page. */
import { messageChannels, messageFaultLabel } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq, inArray, type SQL } from "drizzle-orm";
import { sentTextOf } from "../core/collection/queue-message.ts";
import { onDays } from "../core/days.ts";
import { byTime, readPage } from "../core/page.ts";
import type { Database } from "../infra/db/database.ts";
import { messages } from "../infra/db/schema/index.ts";
import { presentMessage, reportsMove } from "./resend-message.ts";

type Query = ParsedInput<"listMessages">["query"];

const filterOf = ({ state, template, fromDay, untilDay }: Query): SQL | undefined =>
  and(
    state === undefined ? undefined : eq(messages.state, state),
    template === undefined ? undefined : eq(messages.template, template),
    onDays(messages.createdAt, { fromDay, untilDay }),
  );

export async function listMessages(
  db: Database,
  query: Query,
): Promise<RouteAnswer<"listMessages">> {
  const { rows, next } = await readPage(query, {
    key: byTime("latest-first", messages.createdAt, messages.id),
    select: ({ whereNext, order, limit }) =>
      db
        .select()
        .from(messages)
        .where(and(filterOf(query), whereNext))
        .orderBy(...order)
        .limit(limit),
    keyOf: ({ createdAt, id }) => ({ at: createdAt, id }),
  });
  const lasts = await lastOf(
    db,
    rows.map(({ collectionId }) => collectionId),
  );
  return {
    messages: rows.map((row) => {
      const { state: _, ...visible } = presentMessage(row);
      return {
        messageId: row.id,
        collectionId: row.collectionId,
        template: row.template,
        state: row.state,
        ...visible,
        channelLabel: row.channel === null ? null : messageChannels[row.channel],
        text: sentTextOf(row),
        faultLabel: row.lastFault === null ? null : messageFaultLabel(row.lastFault),
        createdAt: row.createdAt.toISOString(),
        isLast: lasts.has(row.id),
      };
    }),
    next,
  };
}

/** Reads the last message of each collection, as `resendMessage` selects it. */
async function lastOf(
  db: Database,
  collectionIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (collectionIds.length === 0) return new Set();
  const rows = await db
    .selectDistinctOn([messages.collectionId], { id: messages.id })
    .from(messages)
    .where(and(inArray(messages.collectionId, [...new Set(collectionIds)]), reportsMove))
    .orderBy(messages.collectionId, desc(messages.createdAt), desc(messages.eventId));
  return new Set(rows.map(({ id }) => id));
}

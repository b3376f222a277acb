/** What of a collection went to the registry, and of what its student was told. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { asc, eq, inArray } from "drizzle-orm";
import type { Database } from "../infra/db/database.ts";
import { messages, registryBatches, registryItems } from "../infra/db/schema/index.ts";

type Told = Pick<RouteAnswer<"exportMyData">["collections"][number], "registry" | "messages">;

/** Of these collections by their id. */
export async function exportTold(
  db: Database,
  collectionIds: readonly string[],
): Promise<(collectionId: string) => Told> {
  const handedIn = await db
    .select({ item: registryItems, sentAt: registryBatches.sentAt })
    .from(registryItems)
    .innerJoin(registryBatches, eq(registryBatches.id, registryItems.batchId))
    .where(inArray(registryItems.collectionId, [...collectionIds]))
    .orderBy(asc(registryBatches.createdAt), asc(registryItems.id));
  const sent = await db
    .select()
    .from(messages)
    .where(inArray(messages.collectionId, [...collectionIds]))
    .orderBy(asc(messages.createdAt), asc(messages.id));
  return (collectionId) => ({
    registry: handedIn
      .filter(({ item }) => item.collectionId === collectionId)
      .map(({ item: { attemptId, state, identity, reason, receipt, settledAt }, sentAt }) => ({
        ...{ attemptId, state, identity, reason, receipt },
        sentAt: sentAt?.toISOString() ?? null,
        settledAt: settledAt?.toISOString() ?? null,
      })),
    messages: sent
      .filter((message) => message.collectionId === collectionId)
      .map(({ template, state, channel, createdAt }) => ({
        ...{ template, state, channel },
        createdAt: createdAt.toISOString(),
      })),
  });
}

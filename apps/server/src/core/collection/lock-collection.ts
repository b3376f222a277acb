/** Locks a collection's row until the transaction ends: changes of one collection run one after the other. */
import { eq } from "drizzle-orm";
import type { Transaction } from "../../infra/db/database.ts";
import { collections } from "../../infra/db/schema/index.ts";

export type CollectionRow = typeof collections.$inferSelect;

export async function lockCollection(
  tx: Transaction,
  collectionId: string,
): Promise<CollectionRow | null> {
  const [row] = await tx
    .select()
    .from(collections)
    .where(eq(collections.id, collectionId))
    .for("update");
  return row ?? null;
}

/** Facts for the refund rules, from a collection's history. */
import { eq } from "drizzle-orm";
import type { RefundFacts } from "../core/project/refund-rules.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import { collectionHistory } from "../infra/db/schema/index.ts";

export async function refundFacts(db: Database | Transaction, collectionId: string): Promise<RefundFacts> {
  const moves = await db
    .selectDistinct({ move: collectionHistory.move })
    .from(collectionHistory)
    .where(eq(collectionHistory.collectionId, collectionId));
  const made = new Set(moves.map(({ move }) => move));
  return { uploaded: made.has("upload"), submitted: made.has("submit") };
}

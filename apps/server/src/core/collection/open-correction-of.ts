/** The unused correction of identity data that customer service has opened for a collection. */
import { and, eq, isNull } from "drizzle-orm";
import type { Database, Transaction } from "../../infra/db/database.ts";
import { corrections } from "../../infra/db/schema/index.ts";

export const isOpenCorrectionOf = (collectionId: string) =>
  and(eq(corrections.collectionId, collectionId), isNull(corrections.usedAt));

export async function openCorrectionOf(from: Database | Transaction, collectionId: string) {
  const [open] = await from.select().from(corrections).where(isOpenCorrectionOf(collectionId));
  return open ?? null;
}

/** Empties the free text about collections. */
import { type SQLWrapper, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import { freeWords } from "../core/free-words.ts";
import type { Transaction } from "../infra/db/database.ts";
import { collectionHistory } from "../infra/db/schema/index.ts";

export async function eraseWords(tx: Transaction, collectionIds: SQLWrapper): Promise<void> {
  for (const place of new Set(freeWords.map((which) => which.in))) {
    const sealed = freeWords.filter((which) => which.in === place).map((which) => which.sealed);
    // The service's own reasons reveal something about the person as well.
    const names = place.table === collectionHistory ? [...sealed, "reason"] : sealed;
    const emptied = names.map((name) => sql`${sql.identifier(toSnakeCase(name))} = null`);
    await tx.execute(sql`update ${place.table} set ${sql.join(emptied, sql`, `)} where ${place.about(collectionIds)}`);
  }
}

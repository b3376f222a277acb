/** What people typed about collections is emptied, sealed or not yet. */
import { type SQLWrapper, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import { freeWords } from "../core/free-words.ts";
import type { Transaction } from "../infra/db/database.ts";

/** The reasons of our own that stand beside a person's go with them. */
export async function eraseWords(tx: Transaction, collectionIds: SQLWrapper): Promise<void> {
  for (const place of new Set(freeWords.map((which) => which.in))) {
    const emptied = freeWords
      .filter((which) => which.in === place)
      .flatMap(({ sealed, plain }) => (plain === null ? [sealed] : [sealed, plain]))
      .map((name) => sql`${sql.identifier(toSnakeCase(name))} = default`);
    await tx.execute(sql`update ${place.table} set ${sql.join(emptied, sql`, `)} where ${place.about(collectionIds)}`);
  }
}

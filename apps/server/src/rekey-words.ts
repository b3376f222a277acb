/** Seals what people typed before their words were sealed, some rows at a time, while the service goes on. */
import { sql } from "drizzle-orm";
import { z } from "zod";
import { type FreeWords, sealWords } from "./core/free-words.ts";
import type { Database } from "./infra/db/database.ts";
import type { Sealer } from "./infra/sealing/seal.ts";

const batch = 200;
const rows = z.array(z.object({ id: z.string(), words: z.string() }));

/** How many were sealed. */
export async function sealPlainWords(db: Database, sealer: Sealer, which: FreeWords): Promise<number> {
  const [table, column, plain] = [which.table, which.column, which.plain].map((name) => sql.identifier(name));
  let sealed = 0;
  for (;;) {
    const found = await db.execute(
      sql`select id::text as id, ${plain} as words from ${table} where ${plain} <> '' limit ${batch}`,
    );
    const typed = rows.parse(found.rows);
    for (const { id, words } of typed) {
      // Words that were erased meanwhile stay erased.
      const { rowCount } = await db.execute(
        sql`update ${table} set ${column} = ${sealWords(sealer, which, id, words)}, ${plain} = ''
          where id = ${id}::uuid and ${plain} = ${words}`,
      );
      sealed += rowCount ?? 0;
    }
    if (typed.length < batch) return sealed;
  }
}

/** Seals what people typed before their words were sealed, some rows at a time, while the service goes on. */
import { getTableName, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import { z } from "zod";
import { type FreeWords, sealWords } from "./core/free-words.ts";
import type { Database } from "./infra/db/database.ts";
import type { Sealer } from "./infra/sealing/seal.ts";
import { isBehind } from "./rekey-columns.ts";

const batch = 200;
const rows = z.array(z.object({ id: z.string(), words: z.string() }));

/** How many were sealed. */
export async function sealPlainWords(db: Database, sealer: Sealer, which: FreeWords): Promise<number> {
  if (which.plain === null) return 0;
  const nameOf = (name: string) => sql.identifier(toSnakeCase(name));
  const [cell, plain] = [nameOf(which.sealed), nameOf(which.plain)];
  const table = sql.identifier(getTableName(which.in.table));
  let sealed = 0;
  for (let after: string | null = null; ; ) {
    const found = await db.execute(
      sql`select id::text as id, ${plain} as words from ${table}
        where ${isBehind(after)} and ${plain} <> '' and ${which.typed ?? sql`true`} order by ${table}.id limit ${batch}`,
    );
    const typed = rows.parse(found.rows);
    for (const { id, words } of typed) {
      // Words that were erased meanwhile stay erased.
      const { rowCount } = await db.execute(
        sql`update ${table} set ${cell} = ${sealWords(sealer, which, id, words)}, ${plain} = default
          where id = ${id} and ${plain} = ${words}`,
      );
      sealed += rowCount ?? 0;
    }
    const last = typed.at(-1);
    if (!last || typed.length < batch) return sealed;
    after = last.id;
  }
}

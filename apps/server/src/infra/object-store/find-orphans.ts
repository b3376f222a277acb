/** Finds objects that no row refers to: left by a restore of an older database, or by a killed process. */
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "../db/database.ts";
import type { ObjectStore } from "./object-store.ts";
import { allKeys, references } from "./references.ts";

const batch = 500;
const rowsSchema = z.array(z.object({ key: z.string() }));

/** Objects stored before their row, or waiting for deletion, are in the table of doomed objects and are not orphans. */
export async function* findOrphans(db: Database, objects: Pick<ObjectStore, "list">): AsyncGenerator<string> {
  for (const { folder } of references) {
    let keys: string[] = [];
    for await (const key of objects.list(`${folder}/`)) {
      keys.push(key);
      if (keys.length < batch) continue;
      yield* await unnamedOf(db, keys);
      keys = [];
    }
    if (keys.length > 0) yield* await unnamedOf(db, keys);
  }
}

async function unnamedOf(db: Database, keys: readonly string[]): Promise<readonly string[]> {
  const { rows } = await db.execute(
    sql`select given.key from unnest(${sql.param(keys)}::text[]) as given (key)
        where not exists (select from (${allKeys}) as named where named.key = given.key)
          and not exists (select from doomed_objects where doomed_objects.key = given.key)`,
  );
  return rowsSchema.parse(rows).map(({ key }) => key);
}

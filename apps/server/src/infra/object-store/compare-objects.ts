/** Compares rows with the store: after a restore, every referenced picture exists and is unchanged. */
import { and, asc, gt, isNotNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "../db/database.ts";
import { type ObjectStore, ObjectStoreError } from "./object-store.ts";
import { sha256Of } from "./read-checked.ts";
import { allKeys, type Reference, references } from "./references.ts";

/** Finds objects that no row refers to: left by a restore of an older database, or by a killed process. */
const findOrphansBatch = 500;
const findOrphansRowsSchema = z.array(z.object({ key: z.string() }));

/** Objects stored before their row, or waiting for deletion, are in the table of doomed objects and are not orphans. */
export async function* findOrphans(db: Database, objects: Pick<ObjectStore, "list">): AsyncGenerator<string> {
  for (const { folder } of references) {
    let keys: string[] = [];
    for await (const key of objects.list(`${folder}/`)) {
      keys.push(key);
      if (keys.length < findOrphansBatch) continue;
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
  return findOrphansRowsSchema.parse(rows).map(({ key }) => key);
}

export interface Comparison {
  readonly intact: number;
  readonly missing: readonly string[];
  /**
   * Existing objects that differ from what was stored: changed, moved, or encrypted with a key that is not in the ring.
   */
  readonly wrong: readonly string[];
}

const batch = 200;
const atOnce = 16;
const rowsSchema = z.array(z.object({ key: z.string(), sha256: z.string().nullable() }));

export async function compareObjects(
  db: Database,
  objects: Pick<ObjectStore, "get">,
  { table, key, sha256, where }: Reference,
): Promise<Comparison> {
  const missing: string[] = [];
  const wrong: string[] = [];
  let intact = 0;
  async function compare(row: z.output<typeof rowsSchema>[number]): Promise<void> {
    const bytes = await objects.get(row.key).catch((error: unknown) => {
      if (error instanceof ObjectStoreError) throw error;
      return "unreadable" as const;
    });
    if (bytes === null) missing.push(row.key);
    else if (bytes === "unreadable" || sha256Of(bytes) !== row.sha256) wrong.push(row.key);
    else intact += 1;
  }
  for (let after = ""; ; ) {
    const rows = rowsSchema.parse(
      await db
        .select({ key, sha256 })
        .from(table)
        .where(and(isNotNull(key), gt(key, after), where))
        .orderBy(asc(key))
        .limit(batch),
    );
    const last = rows.at(-1);
    if (!last) return { intact, missing, wrong };
    for (let from = 0; from < rows.length; from += atOnce)
      await Promise.all(rows.slice(from, from + atOnce).map(compare));
    after = last.key;
  }
}

/** `gradphoto check-objects`: verifies, after a restore or at any time, that every picture exists and is unchanged. */
import { randomBytes } from "node:crypto";
import { and, asc, gt, isNotNull, sql } from "drizzle-orm";
import { z } from "zod";
import { systemClock } from "../infra/clock.ts";
import { type Database, inTransaction } from "../infra/db/database.ts";
import { encrypted } from "../infra/object-store/encrypted.ts";
import { type ObjectStore, ObjectStoreError } from "../infra/object-store/object-store.ts";
import { sha256Of } from "../infra/object-store/read-checked.ts";
import { allKeys, type Reference, references } from "../infra/object-store/references.ts";
import { dropObjects } from "../infra/object-store/stored-objects.ts";
import { databaseOf, readServiceConfig } from "../settings/service-config.ts";
import { withDatabase } from "./define-command.ts";

const findOrphansBatch = 500;
const orphanRowsSchema = z.array(z.object({ key: z.string() }));

/**
 * Yields the keys of orphans. Objects stored before their row, or waiting for deletion, are in the table of doomed
 * objects and are none.
 */
async function* findOrphans(
  db: Database,
  objects: Pick<ObjectStore, "list">,
): AsyncGenerator<string> {
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
    sql`select checked.key from unnest(${sql.param(keys)}::text[]) as checked (key)
        where not exists (select from (${allKeys}) as named where named.key = checked.key)
          and not exists (select from doomed_objects where doomed_objects.key = checked.key)`,
  );
  return orphanRowsSchema.parse(rows).map(({ key }) => key);
}

interface Comparison {
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

async function compareObjects(
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

const reportedKeys = 20;

type Print = (line: string) => void;

/**
 * Runs the command and returns the exit code. The last line is JSON. `--end-orphans` queues objects without a row for
 * deletion.
 */
export async function runCheckObjects(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  print: Print,
): Promise<number> {
  try {
    const { secrets } = readServiceConfig(env);
    return await withDatabase(databaseOf(secrets), print, async ({ db }) => {
      const totals = await compareAll(
        db,
        encrypted(secrets.objects, secrets.objectKeys, randomBytes),
        print,
      );
      const orphans = await countOrphans(db, secrets.objects, {
        isEnding: args.includes("--end-orphans"),
        print,
      });
      print(JSON.stringify({ objects: { ...totals, orphans } }));
      return totals.missing + totals.wrong === 0 ? 0 : 1;
    });
  } catch (error) {
    print(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

async function compareAll(db: Database, objects: Pick<ObjectStore, "get">, print: Print) {
  const totals = { intact: 0, missing: 0, wrong: 0 };
  for (const reference of references) {
    const { intact, missing, wrong } = await compareObjects(db, objects, reference);
    print(
      `${reference.folder}: 完好 ${intact}，缺失 ${missing.length}，不符 ${wrong.length} / ${intact} whole, ${missing.length} missing, ${wrong.length} wrong`,
    );
    for (const key of missing.slice(0, reportedKeys)) print(`  缺失 / missing: ${key}`);
    for (const key of wrong.slice(0, reportedKeys)) print(`  不符 / wrong: ${key}`);
    totals.intact += intact;
    totals.missing += missing.length;
    totals.wrong += wrong.length;
  }
  return totals;
}

async function countOrphans(
  db: Database,
  objects: Pick<ObjectStore, "list">,
  { isEnding, print }: { readonly isEnding: boolean; readonly print: Print },
): Promise<number> {
  let count = 0;
  for await (const key of findOrphans(db, objects)) {
    count += 1;
    if (count <= reportedKeys) print(`  无主 / orphan: ${key}`);
    if (isEnding) await inTransaction(db, (tx) => dropObjects(tx, systemClock, [key], null));
  }
  const ended = isEnding ? "，已交给删除任务 / queued for deletion" : "";
  print(`没有记录指向的对象 ${count} / ${count} objects that no row names${ended}`);
  return count;
}

if (import.meta.main)
  process.exit(
    await runCheckObjects(process.argv.slice(2), process.env, (line) =>
      process.stdout.write(`${line}\n`),
    ),
  );

/** `gradphoto check-objects`: verifies, after a restore or at any time, that every picture exists and is unchanged. */
import { randomBytes } from "node:crypto";
import { systemClock } from "../infra/clock.ts";
import { type Database, inTransaction } from "../infra/db/database.ts";
import { compareObjects, findOrphans } from "../infra/object-store/compare-objects.ts";
import { encrypted } from "../infra/object-store/encrypted.ts";
import type { ObjectStore } from "../infra/object-store/object-store.ts";
import { references } from "../infra/object-store/references.ts";
import { dropObjects } from "../infra/object-store/stored-objects.ts";
import { databaseOf, readServiceConfig } from "../settings/service-config.ts";
import { withDatabase } from "./by-hand.ts";

const reportedKeys = 20;

type Print = (line: string) => void;

/** Returns the exit code; the last line is JSON. `--end-orphans` queues objects without a row for deletion. */
export async function runCheckObjects(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  print: Print,
): Promise<number> {
  try {
    const { secrets } = readServiceConfig(env);
    return await withDatabase(databaseOf(secrets), print, async ({ db }) => {
      const totals = await compareAll(db, encrypted(secrets.objects, secrets.objectKeys, randomBytes), print);
      const orphans = await countOrphans(db, secrets.objects, { isEnding: args.includes("--end-orphans"), print });
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
  const ended = isEnding ? "，已交给删除任务 / given to the job that deletes" : "";
  print(`没有记录指向的对象 ${count} / ${count} objects that no row names${ended}`);
  return count;
}

if (import.meta.main)
  process.exit(await runCheckObjects(process.argv.slice(2), process.env, (line) => process.stdout.write(`${line}\n`)));

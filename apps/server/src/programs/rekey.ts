/** `gradphoto rekey`: renews everything that was sealed or encrypted with an older key, which can then be removed. */
import { randomBytes } from "node:crypto";
import { is, type SQL, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { ServiceDeps } from "../core/service-deps.ts";
import { systemClock } from "../infra/clock.ts";
import { type Database, inTransaction, isDatabaseAway } from "../infra/db/database.ts";
import * as tables from "../infra/db/schema/index.ts";
import { faultFields } from "../infra/log.ts";
import { type EncryptedStore, encrypted } from "../infra/object-store/encrypted.ts";
import { allKeys, isReferenced } from "../infra/object-store/references.ts";
import { dropObjects } from "../infra/object-store/stored-objects.ts";
import { createSealer, type Sealed, type Sealer } from "../infra/sealing/seal.ts";
import { databaseOf, type ServiceSecrets } from "../settings/service-config.ts";
import { defineCommand, type Output, terminal, withDatabase } from "./define-command.ts";

const batch = 200;

interface RekeyResult {
  readonly renewed: number;
  /** Number of values that could not be opened or are malformed. */
  readonly faults: number;
}

/** Called for each value that could not be renewed, with the reason. */
type OnFault = (place: string, error: unknown) => void;

interface SealedColumn {
  readonly table: string;
  readonly column: string;
}

/**
 * Lists sealed columns by their names in the database, derived from the schema. A sealed text is bound to
 * "table.column" and to the id of its row; every such table has the primary key `id`.
 */
export const sealedColumns = (): readonly SealedColumn[] =>
  Object.values(tables)
    .filter((table) => is(table, PgTable))
    .flatMap((table) => {
      const { name, columns } = getTableConfig(table);
      return columns
        .filter((column) => column.getSQLType() === "sealed")
        .map((column) => ({ table: name, column: toSnakeCase(column.name) }));
    });

/**
 * Condition for rows after the cursor. Ids are uuids in some tables and numbers in others, so the database parses the
 * text as the type of the column.
 */
const isAfterCursor = (after: string | null): SQL =>
  after === null ? sql`true` : sql`id > ${after}`;
const isSealed = (text: string): text is Sealed => text.startsWith("sealed:");
const sealedCell = z.object({ id: z.string(), text: z.string().refine(isSealed) });

/** Reseals one sealed column with the newest key, in batches, while the service runs. */
export async function rekeyColumn(
  db: Database,
  sealer: Sealer,
  newestId: string,
  { table, column }: SealedColumn,
  onFault: OnFault,
): Promise<RekeyResult> {
  const [rows, cell] = [sql.identifier(table), sql.identifier(column)];
  let [renewed, faults] = [0, 0];
  for (let after: string | null = null; ; ) {
    const result = await db.execute(
      sql`select id::text as id, ${cell}::text as text from ${rows}
        where ${isAfterCursor(after)} and ${cell} is not null and not starts_with(${cell}::text, ${`sealed:${newestId}:`})
        order by ${rows}.id limit ${batch}`,
    );
    const old = z.array(sealedCell).parse(result.rows);
    for (const { id, text } of old) {
      const place = { column: `${table}.${column}`, rowId: id };
      try {
        const next = sealer.seal(sealer.open(text, place), place);
        // A concurrent writer has used the newest key already.
        const { rowCount } = await db.execute(
          sql`update ${rows} set ${cell} = ${next} where id = ${id} and ${cell}::text = ${text}`,
        );
        renewed += rowCount ?? 0;
      } catch (error) {
        faults += 1;
        onFault(`${table}.${column} ${id}`, error);
      }
    }
    const last = old.at(-1);
    if (!last || old.length < batch) return { renewed, faults };
    after = last.id;
  }
}

const objectRow = z.object({ key: z.string() });

interface RekeyObjectDeps extends Pick<ServiceDeps, "db" | "clock"> {
  readonly objects: EncryptedStore;
  /** True to encrypt also objects that were stored before encryption was enabled. */
  readonly takesPlain: boolean;
}

/** Re-encrypts every referenced object with the newest key, while the service runs. */
export async function rekeyObjects(
  { db, clock, objects, takesPlain }: RekeyObjectDeps,
  {
    onProgress: report,
    onFault,
  }: { readonly onProgress: (done: number) => void; readonly onFault: OnFault },
): Promise<RekeyResult> {
  let [renewed, faults, done] = [0, 0, 0];
  for (let after = ""; ; ) {
    const result = await db.execute(
      sql`select key from (${allKeys}) as kept where key > ${after} order by key limit ${batch}`,
    );
    const keys = z.array(objectRow).parse(result.rows);
    for (const { key } of keys) {
      try {
        if ((await objects.renew(key, takesPlain)) !== "renewed") continue;
        renewed += 1;
        // The row was deleted during the write, so the object may exist again. It is queued for deletion once more.
        if (!(await isReferenced(db, key)))
          await inTransaction(db, (tx) => dropObjects(tx, clock, [key], null));
      } catch (error) {
        faults += 1;
        onFault(key, error);
      }
    }
    done += keys.length;
    report(done);
    const last = keys.at(-1);
    if (!last || keys.length < batch) return { renewed, faults };
    after = last.key;
  }
}

const usage = `用法 / Usage: gradphoto rekey [--encrypt-plain]
GRADPHOTO_SEAL_KEYS, GRADPHOTO_OBJECT_KEYS: 新密钥在前，旧密钥在后 / the new key first, the old ones behind it.
--encrypt-plain: 未加密的旧照片也加密 / also encrypts pictures from before encryption was switched on.`;

/**
 * Runs the command. Exit code 0 means that nothing uses an older key any more. It is safe to repeat, and to run while
 * the service runs.
 */
const runRekey = defineCommand({
  usage,
  readOptions: (args) =>
    args.every((arg) => arg === "--encrypt-plain")
      ? { takesPlain: args.includes("--encrypt-plain") }
      : null,
  failed: 1,
  work: async ({ takesPlain }, { secrets }, printer) => {
    try {
      return await withDatabase(databaseOf(secrets), printer.warn, ({ db }) =>
        rekey(db, secrets, takesPlain, printer),
      );
    } catch (error) {
      printer.warn(
        `没有做完，可以再运行一次 / not done, and may be run again: ${messagesOf(error)}`,
      );
      return 1;
    }
  },
});

async function rekey(
  db: Database,
  secrets: ServiceSecrets,
  takesPlain: boolean,
  { print, warn }: Output,
): Promise<number> {
  const sealer = createSealer(secrets.sealKeys, randomBytes);
  const onFault = reportFaults(warn);
  const columns: Record<string, RekeyResult> = {};
  for (const one of sealedColumns()) {
    const name = `${one.table}.${one.column}`;
    columns[name] = await rekeyColumn(db, sealer, secrets.sealKeys[0]?.id ?? "", one, onFault);
    warn(`${name}: ${columns[name].renewed}`);
  }
  const store = encrypted(secrets.objects, secrets.objectKeys, randomBytes);
  const objects = await rekeyObjects(
    { db, clock: systemClock, objects: store, takesPlain },
    { onProgress: (done) => warn(`objects: ${done}`), onFault },
  );
  const faults = Object.values(columns).reduce((sum, one) => sum + one.faults, objects.faults);
  const cells = Object.values(columns).reduce((sum, { renewed }) => sum + renewed, 0);
  print(JSON.stringify({ rekey: { cells, objects: objects.renewed, faults } }));
  return faults === 0 ? 0 : 1;
}

/** Returns the messages of an error without that of a query error, which contains the values to be written. */
const messagesOf = (error: unknown): string =>
  JSON.stringify({ ...(isDatabaseAway(error) && { database: "away" }), ...faultFields(error) });

const reportedFaults = 20;

/**
 * Returns a reporter that prints only the first faults with their location, because many faults usually have the same
 * cause.
 */
function reportFaults(warn: (words: string) => void): OnFault {
  let reported = 0;
  return (place, error) => {
    reported += 1;
    if (reported > reportedFaults) return;
    warn(`  没有换成 / not renewed: ${place}: ${messagesOf(error)}`);
    if (reported === reportedFaults) warn("  其余的不再列出 / the others are not listed");
  };
}

if (import.meta.main) process.exit(await runRekey(process.argv.slice(2), process.env, terminal));

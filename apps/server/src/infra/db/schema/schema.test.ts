import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getTableName, is } from "drizzle-orm";
import { CasingCache } from "drizzle-orm/casing";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import type { Pool } from "pg";
import { expect, onTestFinished, test } from "vitest";
import { openEmptyDatabase, openTestDatabase } from "../../../testing/resources.ts";
import { migrate } from "../migrate.ts";
import { migrationsFolder } from "../read-migrations.ts";
import { describeTables, readSnapshot, writeMigration, writeSnapshot } from "../write-migration.ts";
import { codeDomains } from "./columns.ts";
import * as schema from "./index.ts";

const { pool } = await openTestDatabase();
const tables = Object.values(schema).filter((value) => is(value, PgTable));

test("the table definitions match the snapshot of the last migration", () => {
  expect(
    describeTables(schema),
    "The descriptions of the tables were changed without a migration: run `npm run migration -- <what changes>`",
  ).toEqual(readSnapshot(migrationsFolder));
});

test("the migrations produce the defined columns, keys, checks and indexes", async () => {
  const made = await openEmptyDatabase();
  await makeFromDescriptions(made.pool);
  expect(await columnsOf(pool)).toEqual(await columnsOf(made.pool));
  expect(await constraintsOf(pool)).toEqual(await constraintsOf(made.pool));
  const described = (index: string): boolean => !/ INCLUDE /.test(index);
  expect((await indexesOf(pool)).filter(described)).toEqual(await indexesOf(made.pool));
});

/** Copies the domains from the migrated database: drizzle knows only their names. */
async function makeFromDescriptions(empty: Pool): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "gradphoto-described-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { rows } = await pool.query(
    `select format('create domain %s as %s;', typname, format_type(typbasetype, typtypmod)) as sql
     from pg_type where typtype = 'd' and typnamespace = 'public'::regnamespace`,
  );
  writeFileSync(join(folder, "0001-domains.sql"), rows.map(({ sql }) => sql).join("\n"));
  writeSnapshot(folder, describeTables({}));
  await writeMigration("tables", schema, folder);
  await migrate(empty, { folder });
}

async function columnsOf(database: Pool) {
  const { rows } = await database.query(
    `select relname as table, attname as column, format_type(atttypid, atttypmod) as type, attnotnull as "notNull",
       pg_get_expr(adbin, adrelid) as "default", attidentity as identity, attgenerated as generated
     from pg_attribute join pg_class on pg_class.oid = attrelid
     left join pg_attrdef on adrelid = attrelid and adnum = attnum
     where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped
     order by relname, attname`,
  );
  return rows;
}

/**
 * Lists all constraints with their names, because a later migration drops constraints by name. Codes in a check are
 * sorted.
 */
async function constraintsOf(database: Pool) {
  const { rows } = await database.query<{ name: string; rule: string }>(
    `select conrelid::regclass || '.' || conname as name, pg_get_constraintdef(oid) as rule from pg_constraint
     where contype in ('p', 'u', 'f', 'c') and conrelid <> 0 and connamespace = 'public'::regnamespace order by 1`,
  );
  const sorted = (rule: string): string =>
    rule.replace(/(?<=ARRAY\[)[^\]]+/g, (codes) => codes.split(", ").sort().join(", "));
  return rows.map(({ name, rule }) => ({ name, rule: sorted(rule) }));
}

async function indexesOf(database: Pool): Promise<readonly string[]> {
  const { rows } = await database.query<{ indexdef: string }>(
    "select indexdef from pg_indexes where schemaname = 'public' order by indexname",
  );
  return rows.map(({ indexdef }) => indexdef);
}

test("a column with a list of codes accepts exactly these codes, and the database checks no other lists", async () => {
  const { rows } = await pool.query(
    `select conrelid::regclass || '.' || attname as column, pg_get_constraintdef(pg_constraint.oid) as rule
     from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
     where contype = 'c' and connamespace = 'public'::regnamespace and cardinality(conkey) = 1
     union all
     select attrelid::regclass || '.' || attname, pg_get_constraintdef(pg_constraint.oid)
     from pg_constraint join pg_attribute on atttypid = contypid join pg_class on pg_class.oid = attrelid
     where contype = 'c' and connamespace = 'public'::regnamespace and relkind = 'r' and not attisdropped`,
  );
  const checked = rows.flatMap(({ column, rule }) => {
    const [, list] = /^CHECK \(\(\w+ = ANY \(ARRAY\[(.+)\]\)\)\)$/.exec(rule) ?? [];
    return list === undefined
      ? []
      : [[column, [...list.matchAll(/'([^']+)'::text/g)].map(([, code]) => code).sort()]];
  });
  const spelling = new CasingCache("snake_case");
  const domains = new Map<string, readonly string[]>(Object.entries(codeDomains));
  const described = tables.flatMap((table) =>
    getTableConfig(table).columns.flatMap((column) => {
      const codes = column.enumValues ?? domains.get(column.getSQLType());
      return codes
        ? [[`${getTableName(table)}.${spelling.getColumnCasing(column)}`, [...codes].sort()]]
        : [];
    }),
  );
  expect(checked.length).toBeGreaterThan(0);
  expect(Object.fromEntries(described)).toEqual(Object.fromEntries(checked));
});

test("a sealed column refuses plain text, and a hash column refuses an unkeyed hash", async () => {
  const insert =
    "insert into accounts (id, phone, phone_hash, created_at, retain_until) values (gen_random_uuid(), $1, $2, now(), now())";
  const sealed = `sealed:k1:${"A".repeat(16)}:${"A".repeat(24)}`;
  const hash = `hmac:${"0".repeat(64)}`;
  await expect(pool.query(insert, ["13800138000", hash])).rejects.toMatchObject({ code: "23514" });
  await expect(pool.query(insert, [sealed, "0".repeat(64)])).rejects.toMatchObject({
    code: "23514",
  });
  await pool.query(insert, [sealed, hash]);
});

test("every column that contains a name, phone number or identity is sealed", async () => {
  const { rows } = await pool.query(
    `select table_name || '.' || column_name as column from information_schema.columns
     where table_schema = 'public' and domain_name = 'sealed' order by 1`,
  );
  expect(rows.map(({ column }) => column)).toEqual([
    "account_identities.openid",
    "account_identities.unionid",
    "accounts.phone",
    "code_readings.code",
    "collection_history.sealed_reason",
    "configuration_changes.declined_why",
    "configuration_changes.why",
    "corrections.sealed_reason",
    "invoice_requests.email",
    "invoice_requests.tax_number",
    "invoice_requests.title",
    "payment_differences.sealed_note",
    "persons.name",
    "persons.student_number",
    "refunds.sealed_decline_reason",
    "refunds.sealed_reason",
    "review_tasks.evidence",
    "review_tasks.sealed_words",
    "service_case_hand_overs.note",
    "service_cases.question",
    "service_notes.note",
    "staff.name",
    "staff.totp",
    "staff.totp_pending",
    "webhooks.secret",
  ]);
});

test("the verdict of an attempt can only come from its report, and a finished attempt needs a valid report", async () => {
  const { pool } = await openTestDatabase();
  const columns =
    "id, collection_id, number, state, source, by_role, original_key, original_sha256, original_bytes";
  const insert = (more: string, values: string) =>
    pool.query(
      `insert into attempts (${columns}, created_at, retain_until${more}) values (gen_random_uuid(), gen_random_uuid(),
        1, 'refused', 'camera', 'student', 'o/1', repeat('0', 64), 1, now(), now()${values})`,
    );
  await expect(insert(", verdict", ", 'pass'")).rejects.toMatchObject({ code: "428C9" });
  const finished = ", finished_at, engine_version";
  for (const report of ["null", "'{}'", `'{"verdict": "maybe"}'`])
    await expect(insert(`${finished}, report`, `, now(), 'test', ${report}`)).rejects.toMatchObject(
      { code: "23514" },
    );
});

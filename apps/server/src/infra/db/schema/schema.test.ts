import { getTableName, is } from "drizzle-orm";
import { CasingCache } from "drizzle-orm/casing";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { openTestDatabase } from "../../../testing/test-database.ts";
import * as schema from "./index.ts";

const { pool } = await openTestDatabase();
const tables = Object.values(schema).filter((value) => is(value, PgTable));
const spelling = new CasingCache("snake_case");

test("every table of the database is described, and the other way round", async () => {
  const { rows } = await pool.query(
    "select tablename from pg_tables where schemaname = 'public' and tablename <> 'schema_migrations'",
  );
  expect(tables.map((table) => getTableName(table)).sort()).toEqual(rows.map(({ tablename }) => tablename).sort());
});

test.each(tables.map((table) => [getTableName(table), table] as const))("%s is as described", async (name, table) => {
  const { rows } = await pool.query(
    `select column_name as name, is_nullable = 'NO' as "notNull", coalesce(domain_name, data_type) as type
     from information_schema.columns where table_schema = 'public' and table_name = $1`,
    [name],
  );
  const described = getTableConfig(table).columns.map((column) => ({
    name: spelling.getColumnCasing(column),
    notNull: column.notNull,
    type: column.getSQLType(),
  }));
  const byName = (one: { name: string }, other: { name: string }): number => (one.name < other.name ? -1 : 1);
  expect(described.sort(byName)).toEqual(
    rows.map((row) => ({ ...row, type: describedAs[row.type] ?? row.type })).sort(byName),
  );
});

const describedAs: Readonly<Record<string, string>> = {
  ARRAY: "text[]",
  fen: "bigint",
  sealed: "text",
  search_hash: "text",
  sha256_hex: "text",
};

test("a column of codes takes exactly the codes of its list, and the database checks no list but those", async () => {
  const { rows } = await pool.query(
    `select conrelid::regclass || '.' || attname as column, pg_get_constraintdef(pg_constraint.oid) as rule
     from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
     where contype = 'c' and connamespace = 'public'::regnamespace and cardinality(conkey) = 1`,
  );
  const checked = rows.flatMap(({ column, rule }) => {
    const [, list] = /^CHECK \(\(\w+ = ANY \(ARRAY\[(.+)\]\)\)\)$/.exec(rule) ?? [];
    return list === undefined ? [] : [[column, [...list.matchAll(/'([^']+)'::text/g)].map(([, code]) => code).sort()]];
  });
  const described = tables.flatMap((table) =>
    getTableConfig(table).columns.flatMap((column) =>
      column.enumValues
        ? [[`${getTableName(table)}.${spelling.getColumnCasing(column)}`, [...column.enumValues].sort()]]
        : [],
    ),
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
  await expect(pool.query(insert, [sealed, "0".repeat(64)])).rejects.toMatchObject({ code: "23514" });
  await pool.query(insert, [sealed, hash]);
});

test("every column that names a person, a phone or an identity is sealed", async () => {
  const { rows } = await pool.query(
    `select table_name || '.' || column_name as column from information_schema.columns
     where table_schema = 'public' and domain_name = 'sealed' order by 1`,
  );
  expect(rows.map(({ column }) => column)).toEqual([
    "account_identities.openid",
    "account_identities.unionid",
    "accounts.phone",
    "code_readings.code",
    "invoice_requests.email",
    "invoice_requests.tax_number",
    "invoice_requests.title",
    "persons.name",
    "persons.student_number",
    "reviews.evidence",
    "service_notes.note",
    "staff.name",
    "staff.totp",
    "staff.totp_pending",
  ]);
});

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { openEmptyDatabase } from "../../testing/resources.ts";
import { type MigrateOptions, migrate } from "./migrate.ts";
import { MigrationError, migrationsFolder } from "./read-migrations.ts";

const root = mkdtempSync(join(tmpdir(), "gradphoto-migrations-"));
afterAll(() => rmSync(root, { recursive: true }));

const folderOf = (files: Readonly<Record<string, string>>): string => {
  const folder = mkdtempSync(join(root, "m-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
};
const applied = async (
  pool: pg.Pool,
  folder?: string,
  options: MigrateOptions = {},
): Promise<readonly string[]> =>
  (await migrate(pool, { ...options, ...(folder !== undefined && { folder }) })).applied;
const first = {
  "0001-cats.sql": "create table cats (id integer);\ncreate table dogs (id integer);\n",
};
const second = { ...first, "0002-birds.sql": "create table birds (id integer);" };

describe("migrations", () => {
  test("missing migrations are applied once", async () => {
    const { pool } = await openEmptyDatabase();
    expect(await applied(pool, folderOf(first))).toEqual(["0001-cats.sql"]);
    expect(await applied(pool, folderOf(second))).toEqual(["0002-birds.sql"]);
    expect(await applied(pool, folderOf(second))).toEqual([]);
    expect((await pool.query("select count(*)::int as n from birds")).rows).toEqual([{ n: 0 }]);
  });

  test("migrations run once when several processes start together", async () => {
    const { pool } = await openEmptyDatabase();
    const names = await Promise.all([1, 2, 3, 4].map(() => applied(pool)));
    const files = readdirSync(migrationsFolder).filter((name) => name.endsWith(".sql"));
    expect(names.flat().sort()).toEqual(files.sort());
  });

  test("a failing migration is rolled back; the migrations before it stay applied", async () => {
    const { pool } = await openEmptyDatabase();
    const half = { ...first, "0002-bad.sql": "create table birds (id integer); create tabel x" };
    await expect(applied(pool, folderOf(half))).rejects.toThrow(
      /^迁移 0002-bad.sql 没有成功：.* \/ Migration 0002-bad.sql failed: .*syntax/,
    );
    const { rows } = await pool.query(
      "select to_regclass('cats') as cats, to_regclass('birds') as birds",
    );
    expect(rows).toEqual([{ cats: "cats", birds: null }]);
    expect(await applied(pool, folderOf(second))).toEqual(["0002-birds.sql"]);
  });

  test("a migration may exceed the statement timeout of the service", async () => {
    const { url } = await openEmptyDatabase();
    const pool = new pg.Pool({ connectionString: url, statement_timeout: 500, query_timeout: 800 });
    onTestFinished(() => pool.end());
    const long = { "0001-full.sql": "select pg_sleep(1);\ncreate table cats (id integer);" };
    expect(await applied(pool, folderOf(long))).toEqual(["0001-full.sql"]);
    await expect(pool.query("select pg_sleep(1)")).rejects.toThrow("timeout");
  });

  test("a concurrent index is created by one of several processes, and again after an interruption", async () => {
    const { pool } = await openEmptyDatabase();
    const index = (more: string): string =>
      `-- outside a transaction\n-- Cats by id; sorted.\ndrop index concurrently if exists by_id;\ncreate index concurrently by_id on cats (id);\n${more}`;
    await expect(
      applied(pool, folderOf({ ...first, "0002-index.sql": index("create tabel x;\n") })),
    ).rejects.toThrow("syntax");
    expect((await pool.query("select name from schema_migrations")).rows).toEqual([
      { name: "0001-cats.sql" },
    ]);
    const full = folderOf({
      ...first,
      "0002-index.sql": index(""),
      "0003-cows.sql": "create table cows (id integer)",
    });
    const names = await Promise.all([1, 2, 3].map(() => applied(pool, full)));
    expect(names.flat()).toEqual(["0002-index.sql", "0003-cows.sql"]);
    expect(
      (await pool.query("select indisvalid from pg_index where indexrelid = 'by_id'::regclass"))
        .rows,
    ).toEqual([{ indisvalid: true }]);
  });

  test("other line endings do not count as a change", async () => {
    const { pool } = await openEmptyDatabase();
    await applied(pool, folderOf(first));
    expect(
      await applied(
        pool,
        folderOf({ "0001-cats.sql": first["0001-cats.sql"].replaceAll("\n", "\r\n") }),
      ),
    ).toEqual([]);
  });
});

test("a database newer than the program is left unchanged; a changed file is still refused", async () => {
  const { pool } = await openEmptyDatabase();
  await migrate(pool, { folder: folderOf(second) });
  expect(await migrate(pool, { folder: folderOf(first) })).toEqual({
    applied: [],
    unknown: ["0002-birds.sql"],
  });
  const changed = { "0001-cats.sql": "create table lions (id integer)" };
  await expect(migrate(pool, { folder: folderOf(changed) })).rejects.toThrow(
    "0001-cats.sql was changed",
  );
});

describe("invalid migration folders", () => {
  test("refuses an applied file that was changed", async () => {
    const { pool } = await openEmptyDatabase();
    await applied(pool, folderOf(first));
    const changed = folderOf({ "0001-cats.sql": "create table lions (id integer)" });
    await expect(applied(pool, changed)).rejects.toThrow(MigrationError);
    await expect(applied(pool, changed)).rejects.toThrow("0001-cats.sql was changed");
  });

  test("refuses numbers with gaps or duplicates", async () => {
    const { pool } = await openEmptyDatabase();
    await expect(applied(pool, folderOf({ "0002-late.sql": "" }))).rejects.toThrow("without gaps");
    await expect(applied(pool, folderOf({ ...first, "0001-dogs.sql": "" }))).rejects.toThrow(
      "without gaps",
    );
  });
});

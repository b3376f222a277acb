import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { openEmptyDatabase } from "../../testing/test-database.ts";
import { MigrationError, migrate, migrationsFolder } from "./migrate.ts";

const root = mkdtempSync(join(tmpdir(), "gradphoto-migrations-"));
afterAll(() => rmSync(root, { recursive: true }));

const folderOf = (files: Readonly<Record<string, string>>): string => {
  const folder = mkdtempSync(join(root, "m-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
};
const first = { "0001-cats.sql": "create table cats (id integer);\ncreate table dogs (id integer);\n" };
const second = { ...first, "0002-birds.sql": "create table birds (id integer);" };

describe("migrating", () => {
  test("applies what is missing, once", async () => {
    const { pool } = await openEmptyDatabase();
    expect(await migrate(pool, folderOf(first))).toEqual(["0001-cats.sql"]);
    expect(await migrate(pool, folderOf(second))).toEqual(["0002-birds.sql"]);
    expect(await migrate(pool, folderOf(second))).toEqual([]);
    expect((await pool.query("select count(*)::int as n from birds")).rows).toEqual([{ n: 0 }]);
  });

  test("is done once when several processes start together", async () => {
    const { pool } = await openEmptyDatabase();
    const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(pool)));
    const files = readdirSync(migrationsFolder).filter((name) => name.endsWith(".sql"));
    expect(applied.flat().sort()).toEqual(files.sort());
  });

  test("leaves nothing when one file fails", async () => {
    const { pool } = await openEmptyDatabase();
    await expect(migrate(pool, folderOf({ ...first, "0002-bad.sql": "create tabel x" }))).rejects.toThrow("syntax");
    expect((await pool.query("select to_regclass('cats') as cats")).rows).toEqual([{ cats: null }]);
    expect(await migrate(pool, folderOf(second))).toHaveLength(2);
  });

  test("takes longer than an everyday query may", async () => {
    const { url } = await openEmptyDatabase();
    const pool = new pg.Pool({ connectionString: url, statement_timeout: 500, query_timeout: 800 });
    onTestFinished(() => pool.end());
    const long = { "0001-full.sql": "select pg_sleep(1);\ncreate table cats (id integer);" };
    expect(await migrate(pool, folderOf(long))).toEqual(["0001-full.sql"]);
    await expect(pool.query("select pg_sleep(1)")).rejects.toThrow("timeout");
  });

  test("makes an index beside those who write, by one of several processes, and again what was cut off", async () => {
    const { pool } = await openEmptyDatabase();
    const index = (more: string): string =>
      `-- outside a transaction\n-- Cats by id; sorted.\ndrop index concurrently if exists by_id;\ncreate index concurrently by_id on cats (id);\n${more}`;
    await expect(migrate(pool, folderOf({ ...first, "0002-index.sql": index("create tabel x;\n") }))).rejects.toThrow(
      "syntax",
    );
    expect((await pool.query("select name from schema_migrations")).rows).toEqual([{ name: "0001-cats.sql" }]);
    const whole = folderOf({
      ...first,
      "0002-index.sql": index(""),
      "0003-cows.sql": "create table cows (id integer)",
    });
    const applied = await Promise.all([1, 2, 3].map(() => migrate(pool, whole)));
    expect(applied.flat()).toEqual(["0002-index.sql", "0003-cows.sql"]);
    expect((await pool.query("select indisvalid from pg_index where indexrelid = 'by_id'::regclass")).rows).toEqual([
      { indisvalid: true },
    ]);
  });

  test("does not mind other line ends", async () => {
    const { pool } = await openEmptyDatabase();
    await migrate(pool, folderOf(first));
    expect(await migrate(pool, folderOf({ "0001-cats.sql": first["0001-cats.sql"].replaceAll("\n", "\r\n") }))).toEqual(
      [],
    );
  });
});

describe("refuses to start", () => {
  test("on a database that is newer than the code", async () => {
    const { pool } = await openEmptyDatabase();
    await migrate(pool, folderOf(second));
    await expect(migrate(pool, folderOf(first))).rejects.toThrow("newer than this program (0002-birds.sql)");
  });

  test("when an applied file was changed", async () => {
    const { pool } = await openEmptyDatabase();
    await migrate(pool, folderOf(first));
    const changed = folderOf({ "0001-cats.sql": "create table lions (id integer)" });
    await expect(migrate(pool, changed)).rejects.toThrow(MigrationError);
    await expect(migrate(pool, changed)).rejects.toThrow("0001-cats.sql was changed");
  });

  test("when numbers leave a gap or come twice", async () => {
    const { pool } = await openEmptyDatabase();
    await expect(migrate(pool, folderOf({ "0002-late.sql": "" }))).rejects.toThrow("without gaps");
    await expect(migrate(pool, folderOf({ ...first, "0001-dogs.sql": "" }))).rejects.toThrow("without gaps");
  });
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type pg from "pg";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { openEmptyDatabase } from "../../testing/resources.ts";
import { migrate } from "./migrate.ts";
import { MigrationError } from "./read-migrations.ts";

const root = mkdtempSync(join(tmpdir(), "gradphoto-migrate-locks-"));
afterAll(() => rmSync(root, { recursive: true }));

function folderOf(...texts: readonly string[]): string {
  const folder = mkdtempSync(join(root, "m-"));
  for (const [index, text] of texts.entries())
    writeFileSync(join(folder, `000${index + 1}-file.sql`), text);
  return folder;
}

const cats = "create table cats (id integer);\n";

async function openCats(): Promise<pg.Pool> {
  const { pool } = await openEmptyDatabase();
  await migrate(pool, { folder: folderOf(cats) });
  return pool;
}

/** Opens a session with the locks of a dump until the test ends: ACCESS SHARE on a table, and a snapshot. */
async function holdAsDump(pool: pg.Pool) {
  const session = await pool.connect();
  onTestFinished(() => session.release(true));
  await session.query("set application_name = 'pg_dump'");
  await session.query("begin isolation level repeatable read");
  const { rows } = await session.query<{ pid: number }>(
    "select pg_backend_pid() as pid, count(*) from cats",
  );
  return { pid: rows[0]?.pid, end: () => session.query("commit") };
}

test("a migration of a table that a dump has locked is retried, and other sessions can still read", async () => {
  const pool = await openCats();
  const dump = await holdAsDump(pool);
  const folder = folderOf(
    cats,
    "create table dogs (id integer);\nalter table cats add column name text;\n",
  );
  const reported: string[] = [];
  const pausesMs = Array.from({ length: 100 }, () => 20);
  let isDone = false;
  const migrating = migrate(pool, {
    folder,
    lockTimeoutMs: 300,
    pausesMs,
    onProgress: (line) => reported.push(line),
  }).finally(() => {
    isDone = true;
  });
  // The dump ends only after two tries, so a read that waited for the migration would never return.
  for (let isHeld = true; !isDone; ) {
    await pool.query("select count(*) from cats");
    if (isHeld && reported.length === 2) {
      isHeld = false;
      await dump.end();
    }
    await setImmediate();
  }
  expect((await migrating).applied).toEqual(["0002-file.sql"]);
  expect(reported[0]).toContain("0002-file.sql");
  expect(reported[1]).toMatch(new RegExp(`session ${dump.pid} \\(pg_dump, since \\d{4}-`));
});

test("a migration that never gets its lock fails, names the blocking session and is rolled back", async () => {
  const pool = await openCats();
  const dump = await holdAsDump(pool);
  const folder = folderOf(
    cats,
    "create table birds (id integer);\n",
    "create table dogs (id integer);\nalter table cats add column name text;\n",
  );
  const migrating = migrate(pool, { folder, lockTimeoutMs: 150, pausesMs: [10] });
  await expect(migrating).rejects.toThrow(MigrationError);
  await expect(migrating).rejects.toThrow(
    new RegExp(`0003-file.sql did not get its lock.*session ${dump.pid} \\(pg_dump`),
  );
  const { rows } = await pool.query(
    "select to_regclass('birds') as birds, to_regclass('dogs') as dogs",
  );
  expect(rows).toEqual([{ birds: "birds", dogs: null }]);
  await dump.end();
  expect((await migrate(pool, { folder })).applied).toEqual(["0003-file.sql"]);
});

test("a concurrent index creation waits for an older transaction without a limit and logs the wait", async () => {
  const pool = await openCats();
  const dump = await holdAsDump(pool);
  const index =
    "drop index concurrently if exists by_id;\ncreate index concurrently by_id on cats (id);\n";
  const reported: string[] = [];
  const migrating = migrate(pool, {
    folder: folderOf(cats, `-- outside a transaction\n${index}`),
    lockTimeoutMs: 60,
    pausesMs: [],
    onProgress: (line) => reported.push(line),
  });
  await expect.poll(() => reported).toHaveLength(1);
  expect(reported[0]).toContain(`session ${dump.pid} (pg_dump`);
  await pool.query("insert into cats values (1)");
  await dump.end();
  expect((await migrating).applied).toEqual(["0002-file.sql"]);
  const { rows } = await pool.query(
    "select indisvalid from pg_index where indexrelid = 'by_id'::regclass",
  );
  expect(rows).toEqual([{ indisvalid: true }]);
});

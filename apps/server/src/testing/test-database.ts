/** A database of its own for a test file, on the one PostgreSQL of the whole run, which the first file starts. */
import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, onTestFinished } from "vitest";
import { type OpenDatabase, openDatabase } from "../infra/db/database.ts";
import { startEmbeddedPostgres } from "../infra/db/embedded-postgres.ts";
import { prepareDatabase } from "../prepare-database.ts";

const template = "migrated";

/** Migrated and without rows. Call it at the top of a test file: `const { db } = await openTestDatabase();` */
export async function openTestDatabase(): Promise<OpenDatabase> {
  const database = await openFresh(`template ${template}`);
  afterAll(database.close);
  return database;
}

/** Without any table. Call it inside a test. */
export async function openEmptyDatabase(): Promise<OpenDatabase> {
  const database = await openFresh("template template0");
  onTestFinished(database.close);
  return database;
}

async function openFresh(from: string): Promise<OpenDatabase> {
  const folder = process.env.GRADPHOTO_TEST_POSTGRES;
  if (!folder) throw new Error("Run the tests from the project's root: vitest.config.ts names the database folder");
  const { url } = await startEmbeddedPostgres({ folder, throwAway: true });
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await alone(url, async (client) => {
    await makeTemplate(client, url);
    await client.query(`create database ${name} ${from}`);
  });
  return openDatabase({ url: inDatabase(url, name) }, { warn: () => {} });
}

/** One test process at a time: a template may have no connections while it is copied. */
async function alone(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(1)");
    await work(client);
  } finally {
    await client.end();
  }
}

async function makeTemplate(client: pg.Client, url: string): Promise<void> {
  const { rowCount } = await client.query("select from pg_database where datname = $1", [template]);
  if (rowCount) return;
  const pool = new pg.Pool({ connectionString: inDatabase(url, "unfinished") });
  await client.query("drop database if exists unfinished");
  await client.query("create database unfinished");
  try {
    await prepareDatabase(pool);
  } finally {
    await pool.end();
  }
  await client.query(`alter database unfinished rename to ${template}`);
}

const inDatabase = (url: string, name: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
};

/** A database of its own on a throw-away PostgreSQL, copied from one that was migrated once. */
import { randomUUID } from "node:crypto";
import pg from "pg";
import { type OpenDatabase, openDatabase } from "../infra/db/database.ts";
import { startEmbeddedPostgres } from "../infra/db/embedded-postgres.ts";
import { prepareDatabase } from "../prepare-database.ts";

const migrated = "migrated";

/** `folder`: of the PostgreSQL, which the first call starts. `empty`: without any table. */
export async function openFreshDatabase(folder: string, content: "migrated" | "empty"): Promise<OpenDatabase> {
  const { url } = await startEmbeddedPostgres({ folder, throwAway: true });
  const name = `fresh_${randomUUID().replaceAll("-", "")}`;
  await alone(url, async (client) => {
    await makeTemplate(client, url);
    await client.query(`create database ${name} template ${content === "empty" ? "template0" : migrated}`);
  });
  return openDatabase({ url: inDatabase(url, name) }, { warn: () => {} });
}

/** One process at a time: a template may have no connections while it is copied. */
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
  const { rowCount } = await client.query("select from pg_database where datname = $1", [migrated]);
  if (rowCount) return;
  const pool = new pg.Pool({ connectionString: inDatabase(url, "unfinished") });
  await client.query("drop database if exists unfinished");
  await client.query("create database unfinished");
  try {
    await prepareDatabase(pool);
  } finally {
    await pool.end();
  }
  await client.query(`alter database unfinished rename to ${migrated}`);
}

const inDatabase = (url: string, name: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
};

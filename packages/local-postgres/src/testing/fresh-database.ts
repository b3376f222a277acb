/** A database of its own on a throw-away PostgreSQL, copied from one that was made ready once. */
import { randomUUID } from "node:crypto";
import pg from "pg";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../embedded-postgres.ts";

export interface FreshDatabase {
  /** Of the PostgreSQL, which the first call starts. */
  readonly folder: string;
  /** Runs once in each folder, as the owner, before the first copy; null: a database without any table. */
  readonly prepare: ((pool: pg.Pool) => Promise<unknown>) | null;
}

/** The addresses of one database. */
export interface FreshUrls {
  /** Of the owner, who may do everything. */
  readonly ownerUrl: string;
  /** Of the service, which may do what `prepare` granted it. */
  readonly serviceUrl: string;
}

const template = "prepared";

const started = new Map<string, Promise<EmbeddedPostgres>>();

/** Once in a process: asking whether it runs starts a program each time. */
function startOnce(folder: string): Promise<EmbeddedPostgres> {
  const postgres = started.get(folder) ?? startEmbeddedPostgres({ folder, throwAway: true });
  started.set(folder, postgres);
  return postgres;
}

export async function createFreshDatabase({ folder, prepare }: FreshDatabase): Promise<FreshUrls> {
  const { url, serviceUrl } = await startOnce(folder);
  const name = `fresh_${randomUUID().replaceAll("-", "")}`;
  await single(url, async (client) => {
    if (prepare) await makeTemplate(client, url, prepare);
    // Copying files takes a third of the processor time that logging every page does.
    await client.query(`create database ${name} template ${prepare ? template : "template0"} strategy file_copy`);
  });
  return { ownerUrl: inDatabase(url, name), serviceUrl: inDatabase(serviceUrl, name) };
}

/** One process at a time: a template may have no connections while it is copied. */
async function single(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(1)");
    await work(client);
  } finally {
    await client.end();
  }
}

async function makeTemplate(
  client: pg.Client,
  url: string,
  prepare: (pool: pg.Pool) => Promise<unknown>,
): Promise<void> {
  const { rowCount } = await client.query("select from pg_database where datname = $1", [template]);
  if (rowCount) return;
  await client.query("drop database if exists unfinished");
  await client.query("create database unfinished");
  const pool = new pg.Pool({ connectionString: inDatabase(url, "unfinished") });
  try {
    await prepare(pool);
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

/** One temporary PostgreSQL per test run, with separate databases copied from a prepared template. */
import { randomUUID } from "node:crypto";
import { readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../embedded-postgres.ts";

export interface FreshDatabase {
  /** Data folder of the PostgreSQL server; the first call starts it. */
  readonly folder: string;
  /** Prepares the template as the owner, once per folder; null: databases without tables. */
  readonly prepare: ((pool: pg.Pool) => Promise<unknown>) | null;
}

/** Connection URLs of one database. */
export interface FreshUrls {
  /** URL of the owner role, which has all rights. */
  readonly ownerUrl: string;
  /** URL of the service role, with the rights that `prepare` granted. */
  readonly serviceUrl: string;
}

const template = "prepared";

const started = new Map<string, Promise<EmbeddedPostgres>>();

/** Runs once per process, because each check of a running server spawns a program. */
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
    await client.query(
      `create database ${name} template ${prepare ? template : "template0"} strategy file_copy`,
    );
  });
  return { ownerUrl: inDatabase(url, name), serviceUrl: inDatabase(serviceUrl, name) };
}

/** Serializes processes: PostgreSQL copies a template only while it has no connections. */
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

const prefix = "gradphoto-test-postgres-";

/** `pid`: the process of the whole run. */
export const postgresFolder = (pid: number): string => join(tmpdir(), `${prefix}${pid}`);

/** PostgreSQL folder shared by all tests of the current run. */
export function runFolder(): string {
  const folder = process.env.GRADPHOTO_TEST_POSTGRES;
  if (!folder)
    throw new Error(
      "Run the tests from the project's root: vitest.config.ts names the database folder",
    );
  return folder;
}

/** Stops and removes the PostgreSQL of this run, if one was started, and those of ended runs. */
export async function removePostgresOf(pid: number): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(prefix)) continue;
    const owner = Number(name.slice(prefix.length));
    if (owner !== pid && isAlive(owner)) continue;
    const folder = join(tmpdir(), name);
    const server = await startEmbeddedPostgres({ folder, throwAway: true }).catch(() => null);
    await server?.stop(); // No PostgreSQL package for this machine, so no server can be running.
    rmSync(folder, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** The database, by its URL; the only place that knows the driver. */
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";

export type Database = NodePgDatabase & { readonly $client: pg.Pool };
/** What `inTransaction` hands to its work: everything written with it stands or falls together. */
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

export interface DatabaseSource {
  /** postgresql://…, a PostgreSQL 15 or newer. */
  readonly url: string;
  /** A pooler stands between, which knows none of the limits we give at connecting: the role has them. */
  readonly isPooled?: boolean;
  /** Connections that are opened at most. */
  readonly connections?: number;
}

export interface OpenDatabase {
  readonly db: Database;
  readonly pool: pg.Pool;
  /** For other processes; holds the password. */
  readonly url: string;
  /** Waits for running queries. */
  close(): Promise<void>;
}

/** No query of ours takes that long: the server gives up, and where it is silent, we do. */
export const sessionLimits = { statement_timeout: 30_000, idle_in_transaction_session_timeout: 60_000 };
const queryTimeoutMs = 40_000;

const casing = "snake_case";

export interface OpenDatabaseOptions {
  /** Told when an idle connection breaks; the pool makes a new one by itself. */
  readonly warn: (message: string) => void;
}

export function openDatabase(
  { url, isPooled = false, connections = 10 }: DatabaseSource,
  { warn }: OpenDatabaseOptions,
): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    query_timeout: queryTimeoutMs,
    ...(!isPooled && sessionLimits),
  });
  pool.on("error", (error) => warn(`database connection lost: ${error.message}`));
  // One cut between two queries of a transaction tells nobody else, and an error nobody hears ends the process.
  pool.on("connect", (client) => client.on("error", () => {}));
  return {
    db: drizzle({ client: pool, casing }),
    pool,
    url,
    close: () => pool.end(),
  };
}

/** One connection at a time to the database itself, for who listens. */
export const openListening = (url: string): pg.Pool =>
  new pg.Pool({
    connectionString: url,
    max: 1,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    allowExitOnIdle: true,
  });

/**
 * Where the database is, a folder for a socket, and whether TLS is asked for and checked. As the driver itself reads the
 * address; throws where it cannot, or cannot read a certificate that it names.
 */
export function lineTo({ url }: DatabaseSource): { readonly host: string; readonly isChecked: boolean } {
  const client = new pg.Client({ connectionString: url });
  // The library's types know no more of it than that it may be on.
  const ssl: unknown = client.ssl;
  const isOptions = typeof ssl === "object" && ssl !== null;
  const isUnchecked = isOptions && "rejectUnauthorized" in ssl && ssl.rejectUnauthorized === false;
  return { host: client.host, isChecked: (ssl === true || isOptions) && !isUnchecked };
}

/** Whom the address signs in as; null where it does not say. */
export const roleOf = ({ url }: DatabaseSource): string | null => new pg.Client({ connectionString: url }).user ?? null;

/** serialization_failure, deadlock_detected: PostgreSQL asks for another try. */
const tryAgain = new Set(["40001", "40P01"]);
const tries = 3;

/** Runs `work` in one transaction, again after a deadlock: it may run several times and must touch the database alone. */
export async function inTransaction<T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await onOneConnection(db, (one) => one.transaction(work));
    } catch (error) {
      if (tried >= tries || !tryAgain.has(postgresCode(error) ?? "")) throw error;
    }
  }
}

/**
 * Lends a connection that always comes back: the library keeps one whose `begin` failed for ever, and gives one back
 * whose `rollback` failed. Where anything failed, it is not used again.
 */
export async function onOneConnection<T>({ $client }: Database, work: (one: NodePgDatabase) => Promise<T>): Promise<T> {
  const client = await $client.connect();
  let failed = true;
  try {
    const done = await work(drizzle({ client, casing }));
    failed = false;
    return done;
  } finally {
    client.release(failed);
  }
}

/** PostgreSQL's five-letter code ("23505" for a broken unique rule) of an error thrown by a query; null for others. */
export function postgresCode(error: unknown): string | null {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof pg.DatabaseError ? (cause.code ?? null) : null;
}

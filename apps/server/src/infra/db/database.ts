/** Database connections: the only file of the server that creates pools and clients of the driver. */
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";

/**
 * Codes for a connection that is lost or refused, a database that is shutting down or starting, and too many
 * connections.
 */
const away = /^(ECONN(REFUSED|RESET)|EPIPE|ENOENT|ETIMEDOUT|08...|57P0[123]|53300)$/;
/** Messages of driver errors that have no SQLSTATE. */
const awayWords = /^(timeout exceeded when trying to connect|Connection terminated)/;

export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && away.test(String(error.code))) return true;
  return awayWords.test(error.message) || isDatabaseAway(error.cause);
}

export type Database = NodePgDatabase & { readonly $client: pg.Pool };
/**
 * Transaction passed to the work of `inTransaction`. Everything written with it is committed or rolled back together.
 */
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

export interface DatabaseSource {
  /** Address postgresql://… of a PostgreSQL 15 or newer. */
  readonly url: string;
  /** True if a connection pooler is in between. It ignores connection parameters, so the limits are set on the role. */
  readonly isPooled?: boolean;
  /** Maximum number of open connections. */
  readonly connections?: number;
}

export interface OpenDatabase {
  readonly db: Database;
  readonly pool: pg.Pool;
  /** Address for other processes; contains the password. */
  readonly url: string;
  /** Waits for running queries before it closes the connections. */
  close(): Promise<void>;
}

/**
 * Limits longer than any of our queries. The server cancels a query that exceeds them; if the server is silent, the
 * client does.
 */
export const sessionLimits = {
  statement_timeout: 30_000,
  idle_in_transaction_session_timeout: 60_000,
};
const queryTimeoutMs = 40_000;

const casing = "snake_case";

export interface OpenDatabaseOptions {
  /** Called when an idle connection breaks; the pool replaces it by itself. */
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
  // A connection lost between two queries of a transaction is reported nowhere else, and an unhandled error event ends
  // the process.
  pool.on("connect", (client) => client.on("error", () => {}));
  return {
    db: drizzle({ client: pool, casing }),
    pool,
    url,
    close: () => pool.end(),
  };
}

/** Opens a pool of one direct connection to the database, for LISTEN. */
export const openListening = (url: string): pg.Pool =>
  new pg.Pool({
    connectionString: url,
    max: 1,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    allowExitOnIdle: true,
  });

/**
 * Returns the host of the database, or the folder of its socket, and whether TLS verifies the server. Parses the
 * address as the driver does. Throws if it is invalid, or if a certificate that it names cannot be read.
 */
export function lineTo({ url }: DatabaseSource): {
  readonly host: string;
  readonly isChecked: boolean;
} {
  const client = new pg.Client({ connectionString: url });
  // The library's types declare it only as a boolean.
  const ssl: unknown = client.ssl;
  const isOptions = typeof ssl === "object" && ssl !== null;
  const isUnchecked = isOptions && "rejectUnauthorized" in ssl && ssl.rejectUnauthorized === false;
  return { host: client.host, isChecked: (ssl === true || isOptions) && !isUnchecked };
}

/** Returns the role in the address, or null if it names none. */
export const roleOf = ({ url }: DatabaseSource): string | null =>
  new pg.Client({ connectionString: url }).user ?? null;

/** serialization_failure, deadlock_detected: PostgreSQL recommends a retry. */
const retryableCodes = new Set(["40001", "40P01"]);
const tries = 3;

/**
 * Runs `work` in one transaction and retries it after a deadlock. `work` may run several times, so it must only access
 * the database.
 */
export async function inTransaction<T>(
  db: Database,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await onOneConnection(db, (one) => one.transaction(work));
    } catch (error) {
      if (tried >= tries || !retryableCodes.has(postgresCode(error) ?? "")) throw error;
    }
  }
}

/**
 * Lends a connection and always returns it. The library leaks a connection whose `begin` failed and reuses one whose
 * `rollback` failed, so this discards the connection after any failure.
 */
export async function onOneConnection<T>(
  { $client }: Database,
  work: (one: NodePgDatabase) => Promise<T>,
): Promise<T> {
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

/**
 * Returns PostgreSQL's five-character code ("23505" for a unique violation) of a query error; null for other errors.
 */
export function postgresCode(error: unknown): string | null {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof pg.DatabaseError ? (cause.code ?? null) : null;
}

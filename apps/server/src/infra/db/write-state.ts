/**
 * Probe that checks if the database accepts writes. With a full disk it still answers reads and updates rows in place.
 */
import type { Pool } from "pg";
import { shareProbe } from "../share-probe.ts";
import { postgresCode } from "./database.ts";

/** `failing` means that it does not answer, or refuses for a reason other than a full disk. */
export type WriteState = "ok" | "disk-full" | "failing";

/**
 * Statement that writes a transaction id to the write-ahead log. Its megabyte of rows exceeds `work_mem`, so it needs
 * disk space in the data directory for a temporary file that is deleted with the statement.
 */
const probe =
  "set local work_mem = '64kB'; select pg_current_xact_id(); select count(*) from generate_series(1, 50000)";

/** Returns true if PostgreSQL refused a statement because its disk has no room left. */
export const isDiskFull = (error: unknown): boolean => postgresCode(error) === "53100";

export const probeWrites = (pool: Pool): Promise<WriteState> =>
  pool.query(probe).then(
    () => "ok",
    (error: unknown) => (isDiskFull(error) ? "disk-full" : "failing"),
  );

export const createWriteState = (pool: Pool): (() => Promise<WriteState>) =>
  shareProbe<WriteState>(() => probeWrites(pool), {
    cachedMs: 10_000,
    timeoutMs: 5000,
    late: "failing",
  });

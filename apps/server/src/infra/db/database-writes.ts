/** Probe of whether the database accepts writes: with a full disk it still answers reads and updates rows in place. */
import type { Pool } from "pg";
import { shareProbe } from "../shared-probe.ts";
import { postgresCode } from "./database.ts";

/** `failing`: it does not answer, or refuses for another reason than a full disk. */
export type WriteState = "ok" | "disk-full" | "failing";

/**
 * A transaction id is written to the write-ahead log. A megabyte of rows beyond `work_mem` needs disk space in the data
 * directory, for a temporary file that is deleted with the statement.
 */
const probe =
  "set local work_mem = '64kB'; select pg_current_xact_id(); select count(*) from generate_series(1, 50000)";

/** PostgreSQL refused a statement because its disk has no room left. */
export const isDiskFull = (error: unknown): boolean => postgresCode(error) === "53100";

export const probeWrites = (pool: Pool): Promise<WriteState> =>
  pool.query(probe).then(
    () => "ok",
    (error: unknown) => (isDiskFull(error) ? "disk-full" : "failing"),
  );

export const createWriteState = (pool: Pool): (() => Promise<WriteState>) =>
  shareProbe<WriteState>(() => probeWrites(pool), { cachedMs: 10_000, timeoutMs: 5000, late: "failing" });

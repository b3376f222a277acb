/** One process at a time does what alters tables; the others wait until it is done. */
import { setTimeout as pause } from "node:timers/promises";
import type { Pool, PoolClient } from "pg";

/** Any fixed numbers. */
const locks = { migrate: 7_263_001, queues: 7_263_002 } as const;

const askAgainMs = 100;

/**
 * The lock is of a transaction that does nothing else, so that a pooler in front may not lose it, and asked for again and
 * again: who waits for a lock holds a snapshot, and an index that is made beside writers waits for that in turn.
 */
export async function alone<T>(
  pool: Pool,
  what: keyof typeof locks,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const holder = await pool.connect();
  try {
    for (;;) {
      await holder.query("begin; set local idle_in_transaction_session_timeout = 0");
      // Without parameters: with them the driver leaves a portal open, and that keeps its snapshot.
      const { rows } = await holder.query<{ held: boolean }>(
        `select pg_try_advisory_xact_lock(${locks[what]}) as held`,
      );
      if (rows[0]?.held) break;
      await holder.query("rollback");
      await pause(askAgainMs);
    }
    return await withClient(pool, work);
  } finally {
    const ended = await holder.query("rollback").catch(() => null);
    holder.release(ended === null);
  }
}

/** What failed on it is not used again: its transaction may be open, its limits are not the pool's. */
async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    return await work(client);
  } finally {
    client.release(true);
  }
}

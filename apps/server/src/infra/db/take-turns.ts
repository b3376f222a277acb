/** Transaction-level advisory locks: transactions about the same subject run one after the other. */
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Pool, PoolClient } from "pg";
import type { Transaction } from "./database.ts";

/** Arbitrary but fixed lock numbers. */
const locks = { migrate: 7_263_001, queues: 7_263_002 } as const;

const retryMs = 100;

/**
 * Runs `work` while no other process holds the lock. The lock belongs to a transaction that does nothing else, so that
 * a transaction pooler cannot lose it. It is polled: a session that waits for a lock holds a snapshot, for which CREATE
 * INDEX CONCURRENTLY would wait.
 */
export async function withMutex<T>(
  pool: Pool,
  what: keyof typeof locks,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const holder = await pool.connect();
  try {
    for (;;) {
      await holder.query("begin; set local idle_in_transaction_session_timeout = 0");
      // Without parameters: with them the driver keeps a portal open, which retains its snapshot.
      const { rows } = await holder.query<{ held: boolean }>(
        `select pg_try_advisory_xact_lock(${locks[what]}) as held`,
      );
      if (rows[0]?.held) break;
      await holder.query("rollback");
      await pause(retryMs);
    }
    return await withClient(pool, work);
  } finally {
    const ended = await holder.query("rollback").catch(() => null);
    holder.release(ended === null);
  }
}

/**
 * Lends a connection and discards it afterwards: its transaction may be open, and its limits differ from the pool's.
 */
async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    return await work(client);
  } finally {
    client.release(true);
  }
}

/** Takes the lock without waiting. Returns false while another transaction holds it. */
export async function tryLock(tx: Transaction, about: string): Promise<boolean> {
  const { rows } = await tx.execute<{ readonly acquired: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${about}, 0)) as acquired`,
  );
  return rows[0]?.acquired === true;
}

/**
 * Waits for the lock and holds it until the transaction ends. `about` is a hash, an id or a name. A caller that takes
 * several must always take them in the same order.
 */
export async function acquireLock(tx: Transaction, about: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${about}, 0))`);
}

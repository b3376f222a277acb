/** Advisory locks of PostgreSQL: a mutex between processes, and locks that last for one transaction. */
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Pool, PoolClient } from "pg";
import type { Transaction } from "./database.ts";

/** Arbitrary but fixed lock numbers. */
const mutexNumbers = { migrate: 7_263_001, queues: 7_263_002 } as const;

const retryMs = 100;

/**
 * Runs `work` while no other process holds the lock. The lock belongs to a transaction that does nothing else, so that
 * a transaction pooler cannot lose it. It is polled: a session that waits for a lock holds a snapshot, for which CREATE
 * INDEX CONCURRENTLY would wait.
 */
export async function withMutex<T>(
  pool: Pool,
  mutex: keyof typeof mutexNumbers,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const lockClient = await pool.connect();
  try {
    for (;;) {
      await lockClient.query("begin; set local idle_in_transaction_session_timeout = 0");
      // Without parameters: with them the driver keeps a portal open, which retains its snapshot.
      const { rows } = await lockClient.query<{ locked: boolean }>(
        `select pg_try_advisory_xact_lock(${mutexNumbers[mutex]}) as locked`,
      );
      if (rows[0]?.locked) break;
      await lockClient.query("rollback");
      await pause(retryMs);
    }
    return await withClient(pool, work);
  } finally {
    const ended = await lockClient.query("rollback").catch(() => null);
    lockClient.release(ended === null);
  }
}

/** Runs work on its own connection and discards that afterwards: work may leave a transaction or settings behind. */
async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    return await work(client);
  } finally {
    client.release(true);
  }
}

/** Takes the lock without waiting. Returns false while another transaction holds it. */
export async function tryLock(tx: Transaction, lockName: string): Promise<boolean> {
  const { rows } = await tx.execute<{ readonly acquired: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${lockName}, 0)) as acquired`,
  );
  return rows[0]?.acquired === true;
}

/**
 * Waits for the lock and holds it until the transaction ends. `lockName` is a hash, an id or a name. A caller that
 * takes several must always take them in the same order.
 */
export async function acquireLock(tx: Transaction, lockName: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lockName}, 0))`);
}

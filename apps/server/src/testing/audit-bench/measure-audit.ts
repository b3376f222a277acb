/** Transactions as the service makes them, from many clients: how many a second end. */

import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Pool } from "pg";

export interface AuditBench {
  readonly clients: number;
  readonly seconds: number;
}

/** Those of one checkout: before and after are measured by the same hand. */
export interface Measured<Tx> {
  readonly owner: Pool;
  readonly inTransaction: (work: (tx: Tx) => Promise<void>) => Promise<void>;
  readonly execute: (tx: Tx, text: string) => Promise<unknown>;
  /** Writes what was done to `subject` into the audit log. */
  readonly append: (tx: Tx, subject: string) => Promise<void>;
}

const setUp = `
  create table if not exists bench_collections (id integer primary key, state text not null, changed_at timestamptz not null);
  create table if not exists bench_history (id bigint generated always as identity primary key, collection_id integer not null, state text not null, at timestamptz not null);
  grant select, insert, update on bench_collections, bench_history to public;
  insert into bench_collections select n, 'paid', now() from generate_series(1, 5000) n on conflict do nothing`;

/** Each statement of the pool's clients takes so much longer, as over a line between two machines; a timer takes 1 ms at least. */
export function slowLine(pool: Pool, delayMs: number): void {
  pool.on("connect", (client) => {
    const send = client.query.bind(client);
    const slow = async (...given: Parameters<typeof send>) => {
      await pause(delayMs);
      return send(...given);
    };
    Object.assign(client, { query: slow });
  });
}

/** Answers the subjects of all transactions that were acknowledged, and how long they took. */
export async function measureTransactions<Tx>(
  { owner, inTransaction, execute, append }: Measured<Tx>,
  { clients, seconds }: AuditBench,
): Promise<{ readonly subjects: readonly string[]; readonly ms: number }> {
  await owner.query(setUp);
  const subjects: string[] = [];
  const began = performance.now();
  const endsAt = began + seconds * 1000;
  async function client(): Promise<void> {
    while (performance.now() < endsAt) {
      const id = 1 + Math.floor(Math.random() * 5000);
      const subject = `collection:${randomUUID()}`;
      await inTransaction(async (tx) => {
        await execute(tx, `select state from bench_collections where id = ${id} for update`);
        await execute(tx, `update bench_collections set state = 'ready', changed_at = now() where id = ${id}`);
        await append(tx, subject);
        // As the jobs that a move enqueues.
        await execute(tx, `select pg_notify('bench', '')`);
        await execute(tx, `insert into bench_history (collection_id, state, at) values (${id}, 'ready', now())`);
      });
      subjects.push(subject);
    }
  }
  await Promise.all(Array.from({ length: clients }, client));
  return { subjects, ms: performance.now() - began };
}

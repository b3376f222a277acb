/** Jobs join the caller's transaction: one exists if and only if it is committed, and once for the same data. */
import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import type { JobKind } from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import { type ConstructorOptions, type Db, fromDrizzle, PgBoss } from "pg-boss";
import type { Transaction } from "../db/database.ts";
import { currentTraceparent } from "../tracing/spans.ts";
import type { JobData, JobName } from "./kinds.ts";

type Query = { query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> };

/** The library on a connection or a pool of ours; it does nothing by itself until it is started. */
export function bossOn(request: Query, { listen, ...options }: ConstructorOptions & Pick<Db, "listen"> = {}): PgBoss {
  const executeSql = (text: string, values?: unknown[]) => request.query(text, values);
  const db = { executeSql, ...(listen && { listen }) };
  // What we do is in our own traces, and who we are in our own list of processes.
  const boss = new PgBoss({ registerInstance: false, openTelemetry: { enabled: false }, ...options, db });
  // Its errors are rejections of the calls as well.
  boss.on("error", () => {});
  return boss;
}

const callers = new AsyncLocalStorage<Transaction>();

/** Whatever it asks, it asks in the transaction of whoever calls. */
const sender = bossOn({
  query: async (text, values) => {
    const tx = callers.getStore();
    if (!tx) throw new Error("A job is enqueued in a transaction");
    return fromDrizzle(tx, sql).executeSql(text, values);
  },
});

/** The same data is the same job: a UUID of version 8 from their hash. */
export const jobIdOf = <Name extends JobName>(name: Name, data: JobData<Name>): string =>
  createHash("sha256")
    .update(JSON.stringify([name, data]))
    .digest("hex")
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-8$3-8$4-$5");

export interface Delay {
  /** Seconds until it is due. */
  readonly afterS: number;
}

/** Many at once; one that is there already, waiting, in work or lately done, is left as it is. */
export async function enqueueAll<Name extends JobKind>(
  tx: Transaction,
  name: Name,
  all: readonly JobData<Name>[],
  { afterS }: Delay = { afterS: 0 },
): Promise<void> {
  if (all.length === 0) return;
  const traceparent = currentTraceparent();
  const jobs = all.map((data) => ({
    id: jobIdOf(name, data),
    data: traceparent === null ? data : { ...data, traceparent },
    startAfter: afterS,
  }));
  await callers.run(tx, () => sender.insert(name, jobs));
}

export const enqueue = <Name extends JobKind>(
  tx: Transaction,
  name: Name,
  data: JobData<Name>,
  delay?: Delay,
): Promise<void> => enqueueAll(tx, name, [data], delay);

/** In place of the one that is there: given up, done, or in work in this moment. */
export async function enqueueAgain<Name extends JobKind>(
  tx: Transaction,
  name: Name,
  data: JobData<Name>,
  delay?: Delay,
): Promise<void> {
  await callers.run(tx, () => sender.deleteJob(name, jobIdOf(name, data)));
  await enqueue(tx, name, data, delay);
}

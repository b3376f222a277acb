/**
 * Enqueues jobs in the caller's transaction. A job exists if and only if that transaction commits, and only once for
 * the same data.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import type { JobKind } from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import { type ConstructorOptions, type Db, fromDrizzle, PgBoss } from "pg-boss";
import type { Transaction } from "../db/database.ts";
import { currentTraceparent } from "../tracing/spans.ts";
import type { JobData, JobName } from "./jobs.ts";

type Query = { query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> };

/** Creates pg-boss on one of our connections or pools. It does nothing until it is started. */
export function bossOn(
  request: Query,
  { listen, ...options }: ConstructorOptions & Pick<Db, "listen"> = {},
): PgBoss {
  const executeSql = (text: string, values?: unknown[]) => request.query(text, values);
  const db = { executeSql, ...(listen && { listen }) };
  // We have our own tracing and our own list of processes.
  const boss = new PgBoss({
    registerInstance: false,
    openTelemetry: { enabled: false },
    ...options,
    db,
  });
  // Its errors also reject the calls, so the event needs no handling.
  boss.on("error", () => {});
  return boss;
}

const callers = new AsyncLocalStorage<Transaction>();

/** Runs all queries in the transaction of the caller. */
const sender = bossOn({
  query: async (text, values) => {
    const tx = callers.getStore();
    if (!tx) throw new Error("A job is enqueued in a transaction");
    return fromDrizzle(tx, sql).executeSql(text, values);
  },
});

/** Returns the job id, a version 8 UUID from the hash of the data. The same data gives the same id. */
export const jobIdOf = <Name extends JobName>(name: Name, data: JobData<Name>): string =>
  createHash("sha256")
    .update(JSON.stringify([name, data]))
    .digest("hex")
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-8$3-8$4-$5");

export interface Delay {
  /** Delay in seconds. */
  readonly afterS: number;
}

/** Receives jobs in place of the queue. */
export interface JobSink {
  hold<Name extends JobKind>(name: Name, data: JobData<Name>, delay: Delay): void;
}

const sinks = new AsyncLocalStorage<JobSink>();

/** Jobs that `run` enqueues go to the sink, for a process that runs them itself on a clock of its own. */
export const withJobSink = <Result>(sink: JobSink, run: () => Result): Result =>
  sinks.run(sink, run);

/** Enqueues many jobs. An existing job that is waiting, active or recently completed stays unchanged. */
export async function enqueueAll<Name extends JobKind>(
  tx: Transaction,
  name: Name,
  all: readonly JobData<Name>[],
  { afterS }: Delay = { afterS: 0 },
): Promise<void> {
  if (all.length === 0) return;
  const sink = sinks.getStore();
  if (sink) {
    for (const data of all) sink.hold(name, data, { afterS });
    return;
  }
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

/** Replaces an existing job that has failed, completed, or is active now. */
export async function reenqueue<Name extends JobKind>(
  tx: Transaction,
  name: Name,
  data: JobData<Name>,
  delay?: Delay,
): Promise<void> {
  await callers.run(tx, () => sender.deleteJob(name, jobIdOf(name, data)));
  await enqueue(tx, name, data, delay);
}

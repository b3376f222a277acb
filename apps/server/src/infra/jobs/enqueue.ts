/** Jobs join the caller's transaction: one exists if and only if it is committed, and once for the same data. */
import { createHash } from "node:crypto";
import type { JobKind } from "@gradphoto/domain";
import { type SQL, sql } from "drizzle-orm";
import PgBoss from "pg-boss";
import type { Transaction } from "../db/database.ts";
import { currentTraceparent } from "../tracing/spans.ts";
import type { JobData, JobName } from "./kinds.ts";

/** Told with a job's kind when one was enqueued that is due. */
export const jobsChannel = "jobs";

export type ExecuteSql = (text: string, values: unknown[]) => Promise<{ rows: unknown[] }>;

/** The library on a connection of ours; it does nothing by itself until it is started. */
export function bossOn(executeSql: ExecuteSql, options: Omit<PgBoss.ConstructorOptions, "db"> = {}): PgBoss {
  const boss = new PgBoss({ archiveFailedAfterSeconds: 7 * 86_400, ...options, db: { executeSql } });
  // Its errors are rejections of the calls as well.
  boss.on("error", () => {});
  return boss;
}

const sender = bossOn(() => Promise.reject(new Error("A job is enqueued in a transaction")));

/**
 * `$1` of the library's text to drizzle's own parameters, so that it runs on the transaction's connection. One that is
 * used twice becomes two, so a text says that it is one wherever it stands.
 */
export function sqlOf(text: string, values: readonly unknown[]): SQL {
  const parameter = (value: unknown): SQL =>
    typeof value === "string" ? sql`${sql.param(value)}::text` : sql`${sql.param(value)}`;
  const parts = text.split(/\$(\d+)/);
  return sql.join(
    parts.map((part, index) => (index % 2 === 0 ? sql.raw(part) : parameter(values[Number(part) - 1] ?? null))),
  );
}

const runOn = (tx: Transaction) => ({
  db: { executeSql: (text: string, values: unknown[]) => tx.execute(sqlOf(text, values)) },
});

/** The same data is the same job: a UUID of version 8 from their hash. */
export function jobIdOf<Name extends JobName>(name: Name, data: JobData<Name>): string {
  const hex = createHash("sha256")
    .update(JSON.stringify([name, data]))
    .digest("hex");
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join("-");
}

export interface Delay {
  /** Seconds until it is due. */
  readonly afterS: number;
}

/** One that is there already, waiting, in work or lately done, is left as it is. */
export async function enqueue<Name extends JobKind>(
  tx: Transaction,
  name: Name,
  data: JobData<Name>,
  { afterS }: Delay = { afterS: 0 },
): Promise<void> {
  const traceparent = currentTraceparent();
  await sender.send(name, traceparent === null ? data : { ...data, traceparent }, {
    id: jobIdOf(name, data),
    startAfter: afterS,
    ...runOn(tx),
  });
  if (afterS === 0) await tx.execute(sql`select pg_notify(${jobsChannel}, ${name})`);
}

/** Many at once, each due; one that is there already is left as it is. */
export async function enqueueAll<Name extends JobKind>(
  tx: Transaction,
  name: Name,
  all: readonly JobData<Name>[],
): Promise<void> {
  if (all.length === 0) return;
  const traceparent = currentTraceparent();
  const jobs = all.map((data) => ({
    id: jobIdOf(name, data),
    name,
    data: traceparent === null ? data : { ...data, traceparent },
  }));
  // A parameter that says that it is a text is no JSON until it is told so.
  const executeSql = (text: string, values: unknown[]) =>
    tx.execute(sqlOf(text.replace("json_to_recordset($1)", "json_to_recordset($1::json)"), values));
  await sender.insert(jobs, { db: { executeSql } });
  await tx.execute(sql`select pg_notify(${jobsChannel}, ${name})`);
}

/** In place of the one that is there: given up, done, or in work in this moment. */
export async function enqueueAgain<Name extends JobKind>(
  tx: Transaction,
  name: Name,
  data: JobData<Name>,
  delay?: Delay,
): Promise<void> {
  await sender.deleteJob(name, jobIdOf(name, data), runOn(tx));
  await enqueue(tx, name, data, delay);
}

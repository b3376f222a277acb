import { randomUUID } from "node:crypto";
import type { JobKind } from "@gradphoto/domain";
import { expect, onTestFinished, test } from "vitest";
import { countDead, dueIn } from "../../testing/jobs.ts";
import { openTestDatabase } from "../../testing/resources.ts";
import { createNotifications } from "../db/notifications.ts";
import { createLog } from "../log.ts";
import { createMetrics } from "../metrics/metrics.ts";
import { bossOn, enqueue, jobIdOf, reenqueue } from "./enqueue.ts";
import { createJobTable, migrateJobs } from "./job-table.ts";
import {
  allJobNames,
  allOnDemand,
  allScheduled,
  isOnDemand,
  type JobData,
  scheduleOf,
} from "./jobs.ts";
import { type JobWorks, NotDoneError, runJobs } from "./run-jobs.ts";

const { db, pool, owner } = await openTestDatabase();
const boss = bossOn(pool);
const jobTable = createJobTable(db);
const metrics = createMetrics();

/** Id used in the sample data of every job kind. */
const id = randomUUID();
const dataOf: { readonly [Name in JobKind]: JobData<Name> } = {
  "standardize-photo": { attemptId: id },
  "settle-order": { orderId: id },
  "give-refund": { refundId: id },
  "compare-bill": { provider: "wechat-pay", day: "2027-02-28" },
  "notify-rejection": { taskId: id },
  "send-message": { messageId: id },
  "send-batch": { batchId: id },
  "query-batch": { batchId: id },
};

async function startWorker(works: Partial<JobWorks>, lines: string[] = []) {
  const log = createLog({ stream: { write: (line) => void lines.push(line) } });
  const stop = await runJobs({
    db,
    notifications: createNotifications(db.$client),
    works,
    concurrency: 1,
    log,
    metrics,
  });
  onTestFinished(stop);
  return stop;
}

const add = <Name extends JobKind>(
  name: Name,
  data: JobData<Name>,
  afterS?: number,
): Promise<void> =>
  db.transaction((tx) => reenqueue(tx, name, data, afterS === undefined ? undefined : { afterS }));

const patience = { timeout: 15_000, interval: 20 };

/** Handlers for all kinds that record each run. */
const recordingHandlers = (ran: Set<string>): Partial<JobWorks> => ({
  ...Object.fromEntries(allOnDemand.map((name) => [name, { run: async () => void ran.add(name) }])),
  ...Object.fromEntries(allScheduled.map((name) => [name, async () => ran.add(name).size])),
});

test("one worker runs jobs of every kind", async () => {
  const ran = new Set<string>();
  for (const name of allOnDemand) await add(name, dataOf[name]);
  for (const name of allScheduled) await boss.send(name, {});
  await startWorker(recordingHandlers(ran));
  await expect.poll(() => ran.size, patience).toBe(allJobNames.length);
  expect([...ran].sort()).toEqual([...allJobNames].sort());
});

test("the queue's schedule matches the list, and removed schedules are deleted", async () => {
  await boss.schedule("standardize-photo", "0 0 * * *");
  await migrateJobs(owner);
  const stored = (await boss.getSchedules()).map(({ name, cron }) => [name, cron]);
  expect(stored.sort()).toEqual(allScheduled.map((name) => [name, scheduleOf(name)]).sort());
  expect(allJobNames.filter((name) => !isOnDemand(name)).sort()).toEqual([...allScheduled].sort());
});

test("a failing job is retried and abandoned after its last try, without storing the error message", async () => {
  const lines: string[] = [];
  const calls: string[] = [];
  await add("settle-order", { orderId: id });
  await pool.query(
    "update pgboss.job set retry_limit = 1, retry_delay = 0, retry_backoff = false where name = $1",
    ["settle-order"],
  );
  const run = async () => {
    calls.push("run");
    throw new NotDoneError("secret");
  };
  await startWorker(
    { "settle-order": { run, giveUp: async () => void calls.push("abandoned") } },
    lines,
  );
  await expect.poll(() => calls.includes("abandoned"), patience).toBe(true);
  expect(calls).toEqual(["run", "run", "abandoned"]);
  expect(await countDead(jobTable)).toBe(1);
  const { rows } = await pool.query(
    "select output::text as output from pgboss.job where output is not null",
  );
  expect(JSON.stringify([rows, lines])).not.toContain("secret");
});

test("an abandoned job is retried once and a missing job is created; jobs in progress are not changed", async () => {
  const [lost, waiting] = [randomUUID(), randomUUID()];
  await add("settle-order", { orderId: waiting }, 3600);
  const orders = [{ orderId: id }, { orderId: lost }, { orderId: waiting }];
  expect(await jobTable.requeue({ "settle-order": orders })).toBe(2);
  expect(await countDead(jobTable)).toBe(0);
  expect(await dueIn(db, "settle-order", { orderId: waiting })).toBeGreaterThan(3500);
  const ran: string[] = [];
  await startWorker({ "settle-order": { run: async ({ orderId }) => void ran.push(orderId) } });
  await expect.poll(() => ran.length, patience).toBe(2);
  expect(ran.sort()).toEqual([id, lost].sort());
});

test("a job that was completed too early, while its row is unfinished, runs again", async () => {
  const data = { orderId: randomUUID() };
  await add("settle-order", data);
  await pool.query(
    "update pgboss.job set state = 'completed', completed_on = now() where data ->> 'orderId' = $1",
    [data.orderId],
  );
  expect(await jobTable.requeue({ "settle-order": [data] })).toBe(1);
  const ran: string[] = [];
  await startWorker({ "settle-order": { run: async ({ orderId }) => void ran.push(orderId) } });
  await expect.poll(() => ran, patience).toEqual([data.orderId]);
});

test("an unfinished job runs again after its requested delay and does not count as failed", async () => {
  let runs = 0;
  await add("query-batch", { batchId: id });
  const run = async () => (++runs === 1 ? { afterS: 3600 } : undefined);
  await startWorker({ "query-batch": { run } });
  await expect
    .poll(() => dueIn(db, "query-batch", { batchId: id }), patience)
    .toBeGreaterThan(3500);
  expect(runs).toBe(1);
  await add("query-batch", { batchId: id });
  await expect.poll(() => runs, patience).toBe(2);
});

test("two jobs with the same data are stored as one", async () => {
  const data = { messageId: randomUUID() };
  const runs: string[] = [];
  for (const _ of [1, 2]) await db.transaction((tx) => enqueue(tx, "send-message", data));
  await startWorker({
    "send-message": { run: async ({ messageId }) => void runs.push(messageId) },
  });
  await expect.poll(() => runs, patience).toContain(data.messageId);
  expect(runs.filter((one) => one === data.messageId)).toHaveLength(1);
});

test("a job with invalid data fails without running", async () => {
  await boss.send("standardize-photo", { attemptId: "1 or 1=1" });
  const lines: string[] = [];
  let runs = 0;
  await startWorker({ "standardize-photo": { run: async () => void runs++ } }, lines);
  await expect.poll(() => lines.join().includes("ZodError"), patience).toBe(true);
  expect(runs).toBe(0);
});

test("stopping a worker signals running jobs to end and waits for them", async () => {
  const calls: string[] = [];
  await boss.send("delete-ended", {});
  const stop = await startWorker({
    "delete-ended": async (stopping) => {
      calls.push("began");
      await new Promise((resolve) => stopping.addEventListener("abort", resolve));
      calls.push("ended");
      return 1;
    },
  });
  await expect.poll(() => calls.includes("began"), patience).toBe(true);
  await stop();
  expect(calls).toEqual(["began", "ended"]);
  const { rows } = await pool.query(
    "select state from pgboss.job where name = 'delete-ended' order by created_on desc",
  );
  expect(rows[0]).toEqual({ state: "completed" });
});

test("the end of a job is stored after a lost database connection is back", async () => {
  const data = { refundId: randomUUID() };
  const lines: string[] = [];
  let runs = 0;
  await add("give-refund", data);
  const run = async ({ refundId }: { readonly refundId: string }): Promise<undefined> => {
    if (refundId !== data.refundId) return;
    runs += 1;
    await pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = current_user and pid <> pg_backend_pid()",
    );
  };
  await startWorker({ "give-refund": { run } }, lines);
  const isDone = async () => {
    const { rows } = await pool.query(
      "select 1 from pgboss.job where data ->> 'refundId' = $1 and state = 'completed'",
      [data.refundId],
    );
    return rows.length;
  };
  await expect.poll(() => isDone().catch(() => 0), patience).toBe(1);
  expect(runs).toBe(1);
});

/** Makes the database refuse every change of an active job but its heartbeat. */
const refuseEnds = `
  create function refuse_end() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' and new.state = 'active' then return new; end if;
      raise exception 'no end';
    end $$;
  create trigger refuse_end before update or delete on pgboss.job for each row
    when (old.state = 'active') execute function refuse_end();`;

test("a job whose end could not be stored runs again exactly once, after its heartbeat stops", async () => {
  const data = { refundId: randomUUID() };
  const lines: string[] = [];
  let runs = 0;
  const run = async ({ refundId }: { readonly refundId: string }): Promise<undefined> => {
    if (refundId === data.refundId && ++runs === 1) await owner.query(refuseEnds);
  };
  const reports = () =>
    lines.filter((line) => line.includes("the queue could not be reached")).length;
  await startWorker({ "give-refund": { run } }, lines);
  await add("give-refund", data);
  await expect.poll(reports, patience).toBe(1);
  await owner.query("drop function refuse_end() cascade");
  await pool.query(
    "update pgboss.job set heartbeat_on = now() - interval '8 seconds', retry_delay = 0 where id = $1",
    [jobIdOf("give-refund", data)],
  );
  const requeued = await Promise.all([jobTable.giveBackLost(), jobTable.giveBackLost()]);
  expect(requeued.sort()).toEqual([0, 1]);
  await expect.poll(() => runs, patience).toBe(2);
  expect(reports()).toBe(1);
});

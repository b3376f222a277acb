import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { dueIn } from "../../testing/jobs.ts";
import { openTestDatabase } from "../../testing/resources.ts";
import { enqueue, withJobSink } from "./enqueue.ts";
import { createHeldJobs } from "./held-jobs.ts";

const { db } = await openTestDatabase();

const noWork = { run: () => Promise.reject(new Error("unexpected")) };
const noWorks = {
  ...{
    "standardize-photo": noWork,
    "settle-order": noWork,
    "give-refund": noWork,
    "compare-bill": noWork,
  },
  ...{
    "notify-rejection": noWork,
    "send-message": noWork,
    "send-batch": noWork,
    "query-batch": noWork,
  },
};

test("held jobs run when they are due by the clock of their process, and the rest goes to the workers", async () => {
  const clock = { now: new Date("2026-03-02T01:00:00Z") };
  const warned: string[] = [];
  const jobs = createHeldJobs({
    db,
    clock: () => clock.now,
    log: { warn: (fields: object) => void warned.push(JSON.stringify(fields)) },
  });
  const [now, later] = [{ batchId: randomUUID() }, { batchId: randomUUID() }];
  await withJobSink(jobs.sink, () =>
    db.transaction(async (tx) => {
      await enqueue(tx, "query-batch", now);
      await enqueue(tx, "query-batch", now);
      await enqueue(tx, "query-batch", later, { afterS: 60 });
    }),
  );
  const ran: string[] = [];
  const run = async ({ batchId }: { readonly batchId: string }) => {
    ran.push(batchId);
    return ran.length === 1 ? { afterS: 30 } : undefined;
  };
  const works = { ...noWorks, "query-batch": { run } };
  await jobs.runDue(works);
  expect(ran).toEqual([now.batchId]);
  clock.now = new Date(clock.now.getTime() + 30_000);
  await jobs.runDue(works);
  expect(ran).toEqual([now.batchId, now.batchId]);
  expect(await dueIn(db, "query-batch", later)).toBeNull();
  await jobs.release();
  expect(await dueIn(db, "query-batch", later)).toBeLessThanOrEqual(0);
  expect(warned).toEqual([]);
});

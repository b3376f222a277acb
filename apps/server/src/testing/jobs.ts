/** Runs the jobs of one kind like a worker, but at a time that the test chooses. */
import type { JobKind } from "@gradphoto/domain";
import { type Database, inTransaction } from "../infra/db/database.ts";
import { bossOn, jobIdOf, reenqueue } from "../infra/jobs/enqueue.ts";
import type { JobTable } from "../infra/jobs/job-table.ts";
import { deadQueueOf, type JobData, readPayload } from "../infra/jobs/jobs.ts";
import type { JobWork } from "../infra/jobs/run-jobs.ts";

const many = 100_000;

/** Runs each waiting job of the kind once and in parallel, due or not. Returns the number of jobs that completed. */
export async function workOff<Name extends JobKind>(
  db: Database,
  name: Name,
  work: JobWork<Name>,
): Promise<number> {
  const boss = bossOn(db.$client);
  const runOne = async ({
    id,
    data,
  }: {
    readonly id: string;
    readonly data: unknown;
  }): Promise<number> => {
    const parsed = readPayload(name, data);
    try {
      const delay = await work.run(parsed);
      if (delay) await inTransaction(db, (tx) => reenqueue(tx, name, parsed, delay));
      await boss.complete(name, id);
      return delay ? 0 : 1;
    } catch (error) {
      await boss.fail(name, id, error instanceof Error ? error : {});
      return 0;
    }
  };
  const waiting = await boss.fetch<unknown>(name, { batchSize: many, ignoreStartAfter: true });
  const ended = await Promise.all(waiting.map(runOne));
  for (const dead of await boss.fetch<unknown>(deadQueueOf(name), {
    batchSize: many,
    ignoreStartAfter: true,
  })) {
    await work.giveUp?.(readPayload(name, dead.data));
    await boss.complete(deadQueueOf(name), dead.id);
  }
  return ended.reduce((sum, one) => sum + one, 0);
}

/** Returns the seconds until the waiting job is due, or null if none is waiting. */
export async function dueIn<Name extends JobKind>(
  db: Database,
  name: Name,
  data: JobData<Name>,
): Promise<number | null> {
  const boss = bossOn(db.$client);
  const [job] = await boss.findJobs(name, { id: jobIdOf(name, data) });
  if (job?.state !== "created" && job?.state !== "retry") return null;
  return Math.round((job.startAfter.getTime() - Date.now()) / 1000);
}

/** Counts the jobs of all kinds that were abandoned. */
export const countDead = async (jobTable: Pick<JobTable, "readCounts">): Promise<number> =>
  (await jobTable.readCounts()).reduce((sum, { dead }) => sum + dead, 0);

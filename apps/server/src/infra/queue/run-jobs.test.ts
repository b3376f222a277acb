import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { allJobNames, deadQueueOf, type JobName } from "./jobs.ts";
import { type JobWorks, runJobs } from "./run-jobs.ts";

/** Runs the worker over a queue that holds one job in each of `waiting`, until each is completed; answers what was done. */
async function workOff(waiting: readonly string[], dataOf: (queueName: string) => unknown): Promise<string[]> {
  const done: string[] = [];
  const left = new Set(waiting);
  const open = new Set(waiting);
  const workOf = (name: JobName) => ({
    run: async () => void done.push(`${name} run`),
    giveUp: async () => void done.push(`${name} given up`),
  });
  const works: JobWorks = { "standardize-photo": workOf("standardize-photo") };
  await new Promise<void>((resolve, reject) => {
    const stop = runJobs({
      queue: {
        fetch: async (name) => (left.delete(name) ? { id: name, data: dataOf(name) } : null),
        complete: async (name) => {
          open.delete(name);
          if (open.size === 0) stop().then(resolve, reject);
        },
        fail: async (name, _, fault) => {
          reject(new Error(`${name} failed: ${fault}`));
          void stop();
        },
      },
      notifications: { subscribe: () => () => {} },
      works,
      concurrency: 1,
      log: { warn: () => {}, error: () => {} },
      metrics: { job: () => {} },
    });
  });
  return done;
}

const data = { attemptId: randomUUID() };

test.each(allJobNames)("jobs of the kind %s are run, and given up when they are dead", async (name) => {
  const done = await workOff([name, deadQueueOf(name)], () => data);
  expect(done.sort()).toEqual([`${name} given up`, `${name} run`]);
});

test("jobs of every kind of the list are fetched by one worker", async () => {
  const done = await workOff(allJobNames, () => data);
  expect(done.sort()).toEqual(allJobNames.map((name) => `${name} run`).sort());
});

test("a job that was given something else than its kind takes fails", async () => {
  await expect(workOff(["standardize-photo"], () => ({ attemptId: "1 or 1=1" }))).rejects.toThrow("ZodError");
});

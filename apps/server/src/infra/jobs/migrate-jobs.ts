/** Migrates the library's tables, and creates our queues and schedules from the list of kinds. */
import type pg from "pg";
import { alone } from "../db/alone.ts";
import { bossOn } from "./enqueue.ts";
import { allJobNames, deadQueueOf, isOnDemand, isScheduled, jobs, scheduleOf } from "./kinds.ts";

/** Several processes may start at once. */
export const migrateJobs = (pool: pg.Pool): Promise<void> =>
  alone(pool, "queues", async (client) => {
    const boss = bossOn(client, { supervise: false, schedule: false });
    await boss.start();
    for (const name of allJobNames) {
      const { expireInSeconds, retryLimit, retryDelay } = jobs[name];
      const tries = { expireInSeconds, retryLimit, retryDelay, retryBackoff: true };
      const options = { ...tries, heartbeatSeconds: 10, notify: true };
      const bring = async (queue: string, all: typeof options & { readonly deadLetter?: string }): Promise<void> => {
        await boss.createQueue(queue, all);
        await boss.updateQueue(queue, all);
      };
      if (isOnDemand(name)) {
        await bring(deadQueueOf(name), options);
        await bring(name, { ...options, deadLetter: deadQueueOf(name) });
      } else await bring(name, options);
      if (isScheduled(name)) await boss.schedule(name, scheduleOf(name));
    }
    for (const { name } of await boss.getSchedules()) if (!isScheduled(name)) await boss.unschedule(name);
    await boss.stop({ graceful: false });
  });

/** The library's own tables, our queues and the schedule, brought to what the list of kinds says. */
import type pg from "pg";
import { alone } from "../db/alone.ts";
import { bossOn } from "./enqueue.ts";
import { allJobNames, deadQueueOf, isOnDemand, isScheduled, jobs, scheduleOf } from "./kinds.ts";

/** The library makes it where its schedule runs, but a service may make no table. */
const ownQueue = "__pgboss__send-it";

/** Several processes may start at once. */
export const migrateJobs = (pool: pg.Pool): Promise<void> =>
  alone(pool, "queues", async (client) => {
    const boss = bossOn((text, values) => client.query(text, values), { supervise: false, schedule: false });
    await boss.start();
    for (const name of allJobNames) {
      const { expireInSeconds, retryLimit, retryDelaySeconds: retryDelay } = jobs[name];
      const options = { expireInSeconds, retryLimit, retryDelay, retryBackoff: true };
      const queues = isOnDemand(name)
        ? [
            { name: deadQueueOf(name), ...options },
            { name, deadLetter: deadQueueOf(name), ...options },
          ]
        : [{ name, ...options }];
      for (const queue of queues) {
        await boss.createQueue(queue.name, queue);
        await boss.updateQueue(queue.name, queue);
      }
      if (isScheduled(name)) await boss.schedule(name, scheduleOf(name));
    }
    await boss.createQueue(ownQueue);
    // The library counts by reading every job there is.
    await client.query("create index if not exists job_by_state on pgboss.job (name, state, completed_on)");
    for (const { name } of await boss.getSchedules()) if (!isScheduled(name)) await boss.unschedule(name);
    await boss.stop({ graceful: false });
  });

/** The queue's own queries, tried until the database takes them. */
import { setTimeout as pause } from "node:timers/promises";
import type { Database } from "../db/database.ts";
import { faultFields, type Log } from "../log.ts";
import type { ExecuteSql } from "./enqueue.ts";

const databasePauseMs = 500;

/**
 * The library does not wait for what it writes after a job, and takes no second try: a query that fails is tried until it
 * succeeds. Once we stop, one that the database does not take is never answered: the job is found by the next worker.
 */
export function patient(db: Database, stopping: AbortSignal, log: Pick<Log, "warn">) {
  const inFlight = new Set<Promise<unknown>>();
  let isAway = false;
  const ask: ExecuteSql = (text, values) => {
    const query = db.$client.query(text, values).finally(() => inFlight.delete(query));
    inFlight.add(query);
    return query;
  };
  const executeSql: ExecuteSql = async (text, values) => {
    for (;;) {
      try {
        const answer = await ask(text, values);
        isAway = false;
        return answer;
      } catch (error) {
        if (stopping.aborted) return new Promise(() => {});
        if (!isAway) log.warn(faultFields(error), "the queue could not be reached; it is tried again");
        isAway = true;
        await pause(databasePauseMs);
      }
    }
  };
  return { executeSql, settled: () => Promise.allSettled(inFlight) };
}

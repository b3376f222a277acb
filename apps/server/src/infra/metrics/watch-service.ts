/** Gauges read at each scrape: queues, scheduled work, database, audit outbox, store, clock, engine, stored faces. */
import type { Pool } from "pg";
import type { WriteState } from "../db/write-state.ts";
import type { JobTable, QueueCounts } from "../jobs/job-table.ts";
import { allScheduled, jobs, type ScheduledName, scheduleOf } from "../jobs/jobs.ts";
import type { StoreState } from "../object-store/store-state.ts";
import type { ClockState } from "../vitals/clock-state.ts";
import type { Metrics } from "./metrics.ts";

type Watcher = Pick<Metrics, "watch">;

/** Watches depth and age of the queues. They are equal in every worker, so each of them may report them. */
export function watchQueues(metrics: Watcher, jobTable: Pick<JobTable, "readCounts">): void {
  let existing: {
    readonly untilMs: number;
    readonly counts: Promise<readonly QueueCounts[]>;
  } | null = null;
  /** All gauges of a scrape share one query. */
  const read = (): Promise<readonly QueueCounts[]> => {
    if (existing && existing.untilMs > performance.now()) return existing.counts;
    const counts = jobTable.readCounts();
    existing = { untilMs: performance.now() + 1000, counts };
    return counts;
  };
  const by = async (value: (counts: QueueCounts) => number) =>
    Object.fromEntries((await read()).map((counts) => [counts.name, value(counts)]));
  metrics.watch("jobs_waiting", "Jobs that wait", "queue", () =>
    by(({ waiting, retrying }) => waiting + retrying),
  );
  metrics.watch("jobs_active", "Jobs in work", "queue", () => by(({ active }) => active));
  metrics.watch("jobs_dead", "Jobs abandoned after their last try", "queue", () =>
    by(({ dead }) => dead),
  );
  metrics.watch(
    "jobs_oldest_waiting_seconds",
    "Since when the oldest job that is due waits",
    "queue",
    () =>
      by(({ oldestWaitingSince }) =>
        oldestWaitingSince === null
          ? 0
          : Math.max(0, (Date.now() - oldestWaitingSince.getTime()) / 1000),
      ),
  );
}

const everyMinutes = /^\*(?:\/(\d+))? /;
const periodS = (name: ScheduledName): number => {
  const [, minutes = "1"] = everyMinutes.exec(scheduleOf(name)) ?? [null, "60"];
  return 60 * Number(minutes);
};

/**
 * Watches the time of the last success of scheduled work, and the time without success after which it is overdue: three
 * periods plus the longest run.
 */
export function watchScheduled(metrics: Watcher & Pick<Metrics, "recentResults">): void {
  const startedAt = new Date().toISOString();
  metrics.watch(
    "scheduled_last_success_timestamp_seconds",
    "When scheduled work succeeded last at this process; before the first time, when the process started",
    "work",
    async () => {
      const { scheduled } = metrics.recentResults();
      return Object.fromEntries(
        allScheduled.map((name) => [name, Date.parse(scheduled[name]?.okAt ?? startedAt) / 1000]),
      );
    },
  );
  metrics.watch(
    "scheduled_overdue_after_seconds",
    "Without success for so long, scheduled work is overdue",
    "work",
    async () =>
      Object.fromEntries(
        allScheduled.map((name) => [name, 3 * periodS(name) + jobs[name].expireInSeconds]),
      ),
  );
}

/** Watches the database. 1 means that it accepts writes. */
export function watchWrites(metrics: Watcher, readWrites: () => Promise<WriteState>): void {
  metrics.watch(
    "database_writes_up",
    "Whether the database takes writes",
    "database",
    async () => ({
      main: (await readWrites()) === "ok" ? 1 : 0,
    }),
  );
}

/**
 * Watches the audit outbox. `readOldest` returns the time of the oldest row that is not chained yet, or null if none
 * waits.
 */
export function watchAudit(metrics: Watcher, readOldest: () => Promise<Date | null>): void {
  metrics.watch(
    "audit_oldest_waiting_seconds",
    "Age of the oldest row of the audit outbox",
    "log",
    async () => {
      const oldest = await readOldest();
      return { audit: oldest === null ? 0 : Math.max(0, (Date.now() - oldest.getTime()) / 1000) };
    },
  );
}

export function watchClock(metrics: Watcher, readClock: () => Promise<ClockState>): void {
  metrics.watch(
    "clock_ahead_seconds",
    "The clock of this process before the database's; negative: behind it",
    "of",
    async () => {
      const { aheadMs } = await readClock();
      return aheadMs === null ? {} : { database: aheadMs / 1000 };
    },
  );
}

export function watchPool(
  metrics: Watcher,
  pool: Pick<Pool, "totalCount" | "idleCount" | "waitingCount">,
): void {
  metrics.watch(
    "database_pool",
    "Connections of this process to the database",
    "state",
    async () => ({
      busy: pool.totalCount - pool.idleCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
  );
}

/** Watches the object store. 1 means that it answers. */
export function watchStore(metrics: Watcher, readStore: () => Promise<StoreState>): void {
  metrics.watch("object_store_up", "Whether the store of pictures answers", "store", async () => ({
    pictures: (await readStore()) === "ok" ? 1 : 0,
  }));
}

export function watchEngine(
  metrics: Watcher,
  engine: { readonly workers: number; readonly inWork: () => number },
): void {
  metrics.watch(
    "engine_photos",
    "Photos that this process can make at a time, and makes now",
    "state",
    async () => ({
      possible: engine.workers,
      now: engine.inWork(),
    }),
  );
}

/** Watches the number of stored faces. `readFaces` returns the last count, or null if nothing was counted yet. */
export function watchFaces(
  metrics: Watcher,
  readFaces: () => Promise<{ readonly persons: number; readonly isFiled: boolean } | null>,
): void {
  metrics.watch(
    "stored_face_persons",
    "Persons with stored pictures of the face",
    "filed",
    async () => {
      const faces = await readFaces();
      return faces === null ? {} : { [faces.isFiled ? "yes" : "no"]: faces.persons };
    },
  );
}

/** Watches the used share of SMS budgets, from 0 to 1. */
export function watchSmsBudgets(
  metrics: Watcher,
  readUse: () => Promise<Readonly<Record<"hour" | "day", number>>>,
): void {
  metrics.watch(
    "sms_budget_used_ratio",
    "Codes by SMS that went, as a share of the budget",
    "window",
    readUse,
  );
}

/** The jobs that a worker is at, told beside its sign of life before each is begun: who finds it silent gives them back. */
import { eq, sql } from "drizzle-orm";
import type { Database } from "../db/database.ts";
import { processes } from "../db/schema/index.ts";
import { faultFields, type Log } from "../log.ts";

export interface JobInWork {
  readonly queue: string;
  readonly id: string;
}

export interface JobsInWork {
  read(): readonly JobInWork[];
  /** One that could not be told is begun all the same: it is back when its time has run out. */
  begin(job: JobInWork): Promise<void>;
  end(job: JobInWork): void;
}

/** `processId`: of the row that is this worker's sign of life. */
export function createJobsInWork(db: Database, processId: string, log: Pick<Log, "warn">): JobsInWork {
  const jobs = new Map<string, JobInWork>();
  const read = (): readonly JobInWork[] => [...jobs.values()];
  return {
    read,
    begin: async (job) => {
      jobs.set(job.id, job);
      try {
        const facts = sql`jsonb_set(${processes.facts}, '{jobs}', ${JSON.stringify(read())}::jsonb)`;
        await db.update(processes).set({ facts, seenAt: sql`clock_timestamp()` }).where(eq(processes.id, processId));
      } catch (error) {
        log.warn(faultFields(error), "a job in work was not told");
      }
    },
    end: ({ id }) => void jobs.delete(id),
  };
}

/** How many jobs were given up, of every kind. */
import type { JobTable } from "../infra/jobs/job-table.ts";

export const countDead = async (jobTable: Pick<JobTable, "readCounts">): Promise<number> =>
  (await jobTable.readCounts()).reduce((sum, { dead }) => sum + dead, 0);

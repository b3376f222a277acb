/** Number of jobs of all kinds that were abandoned. */
import type { JobTable } from "../infra/jobs/job-table.ts";

export const countDead = async (jobTable: Pick<JobTable, "readCounts">): Promise<number> =>
  (await jobTable.readCounts()).reduce((sum, { dead }) => sum + dead, 0);

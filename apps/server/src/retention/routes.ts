/** The student's own data, the sweep that ends retention, and the record of what it deleted. */
import type { Handlers } from "../core/call.ts";
import { accountOf } from "../core/caller.ts";
import type { Sweep } from "../infra/sweep.ts";
import { deleteEnded } from "./delete-ended.ts";
import { deleteMyData } from "./delete-my-data.ts";
import { readDue } from "./due.ts";
import type { RetentionNeeds } from "./erasures.ts";
import { exportMyData } from "./export-my-data.ts";
import { listRuns, readRun } from "./list-runs.ts";

type RetentionHandlers = Pick<
  Handlers,
  "exportMyData" | "deleteMyData" | "listRetentionRuns" | "readRetentionRun" | "readRetentionDue"
>;

export const retentionHandlers = (needs: RetentionNeeds): RetentionHandlers => ({
  listRetentionRuns: ({ query }) => listRuns(needs, query),
  readRetentionRun: ({ params }) => readRun(needs, params.runId),
  readRetentionDue: () => readDue(needs),
  exportMyData: async (_, call) => exportMyData(needs, accountOf(call)),
  deleteMyData: async (_, call) => deleteMyData(needs, accountOf(call)),
});

export const retentionSweeps = (needs: RetentionNeeds): readonly Sweep[] => [
  { name: "delete-ended", everyMs: 3_600_000, run: (stopping) => deleteEnded(needs, stopping) },
];

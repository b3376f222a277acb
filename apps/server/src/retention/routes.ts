/** The student's own data, the sweep that ends retention, and the record of what it deleted. */
import type { Handlers } from "../core/call.ts";
import { accountOf } from "../core/caller.ts";
import type { Sweep } from "../infra/sweep.ts";
import { deleteEnded } from "./delete-ended.ts";
import { deleteMyData } from "./delete-my-data.ts";
import { readDue } from "./due.ts";
import type { RetentionDeps } from "./erasures.ts";
import { exportMyData } from "./export-my-data.ts";
import { listRuns, readRun } from "./list-runs.ts";

type RetentionHandlers = Pick<
  Handlers,
  "exportMyData" | "deleteMyData" | "listRetentionRuns" | "readRetentionRun" | "readRetentionDue"
>;

export const retentionHandlers = (deps: RetentionDeps): RetentionHandlers => ({
  listRetentionRuns: ({ query }) => listRuns(deps, query),
  readRetentionRun: ({ params }) => readRun(deps, params.runId),
  readRetentionDue: () => readDue(deps),
  exportMyData: async (_, call) => exportMyData(deps, accountOf(call)),
  deleteMyData: async (_, call) => deleteMyData(deps, accountOf(call)),
});

export const retentionSweeps = (deps: RetentionDeps): readonly Sweep[] => [
  { name: "delete-ended", everyMs: 3_600_000, run: (stopping) => deleteEnded(deps, stopping) },
];

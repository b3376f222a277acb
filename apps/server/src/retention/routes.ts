/** Handlers for the student's own data and for the record of retention runs. */
import { accountOf, handlersOf } from "../core/call.ts";
import { deleteMyData } from "./delete-my-data.ts";
import { readDue } from "./due.ts";
import { exportMyData } from "./export-my-data.ts";
import { type LeavingDeps, leaveCollection } from "./leave-collection.ts";
import { listRuns, readRun } from "./list-runs.ts";
import { type CopyDeps, type ZipsInProgress, zipMyData } from "./zip-my-data.ts";

export function retentionHandlers(deps: LeavingDeps & CopyDeps) {
  const inProgress: ZipsInProgress = new Map();
  return handlersOf({
    listRetentionRuns: ({ query }) => listRuns(deps, query),
    readRetentionRun: ({ params }) => readRun(deps, params.runId),
    readRetentionDue: () => readDue(deps),
    exportMyData: async (_, call) =>
      (await deps.proofRefusal(call)) ?? exportMyData(deps, accountOf(call)),
    downloadMyData: async ({ query }, call) =>
      (await deps.proofRefusal(call)) ??
      zipMyData(
        deps,
        {
          accountId: accountOf(call),
          tokenSha256: call.caller.tokenSha256 ?? "",
          language: query.language,
        },
        inProgress,
      ),
    deleteMyData: async (_, call) =>
      (await deps.proofRefusal(call)) ?? deleteMyData(deps, accountOf(call)),
    leaveCollection: async ({ params }, call) =>
      (await deps.proofRefusal(call)) ??
      leaveCollection(deps, accountOf(call), params.collectionId),
  });
}

/** What is done for the registry later: approved photos are put into batches, sent, and asked about. */
import { eq } from "drizzle-orm";
import type { Database } from "../infra/db/database.ts";
import { registryBatches } from "../infra/db/schema/index.ts";
import type { JobWorks } from "../infra/jobs/run-jobs.ts";
import { askBatch } from "./ask-batch.ts";
import type { RegistryDeps } from "./deps.ts";
import { queueUploads } from "./queue-uploads.ts";
import { sendBatch } from "./send-batch.ts";

export type RegistryJobs = Pick<JobWorks, "queue-uploads" | "send-batch" | "ask-batch">;

export const registryJobs = (deps: RegistryDeps): RegistryJobs => ({
  "queue-uploads": () => queueUploads(deps),
  "send-batch": { run: ({ batchId }) => sendBatch(deps, batchId) },
  "ask-batch": { run: ({ batchId }) => askBatch(deps, batchId) },
});

/** Each must have its job. */
export async function unfinishedBatches(db: Database) {
  const inState = (state: "queued" | "sent") =>
    db.select({ batchId: registryBatches.id }).from(registryBatches).where(eq(registryBatches.state, state));
  return { "send-batch": await inState("queued"), "ask-batch": await inState("sent") };
}

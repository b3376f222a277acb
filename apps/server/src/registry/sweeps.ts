/** What every worker does for the registry, again and again. */
import type { Sweep } from "../infra/sweep.ts";
import { askResults } from "./ask-results.ts";
import type { RegistryNeeds } from "./needs.ts";
import { queueUploads } from "./queue-uploads.ts";
import { sendBatches } from "./send-batches.ts";

const everyMs = 10_000;

export const registrySweeps = (needs: RegistryNeeds): readonly Sweep[] => [
  { name: "queue-uploads", everyMs, run: () => queueUploads(needs) },
  { name: "send-registry-batches", everyMs, run: () => sendBatches(needs) },
  { name: "ask-registry-results", everyMs, run: () => askResults(needs) },
];

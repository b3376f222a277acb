/** What every worker does for the registry, again and again. */
import type { Sweep } from "../infra/sweep.ts";
import { askResults } from "./ask-results.ts";
import type { RegistryDeps } from "./deps.ts";
import { queueUploads } from "./queue-uploads.ts";
import { sendBatches } from "./send-batches.ts";

const everyMs = 10_000;

export const registrySweeps = (deps: RegistryDeps): readonly Sweep[] => [
  { name: "queue-uploads", everyMs, run: () => queueUploads(deps) },
  { name: "send-registry-batches", everyMs, run: () => sendBatches(deps) },
  { name: "ask-registry-results", everyMs, run: () => askResults(deps) },
];

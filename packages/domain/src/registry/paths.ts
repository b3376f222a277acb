/** Method and path of the routes of this folder. */
import type { RouteRow } from "../core/route-row.ts";

export const registryPaths = {
  listRegistryBatches: { method: "GET", path: "/v1/staff/registry/batches" },
  readRegistryBatch: { method: "GET", path: "/v1/staff/registry/batches/:batchId" },
  readRegistryFindings: { method: "GET", path: "/v1/staff/registry/findings" },
  listRegistryRefusals: { method: "GET", path: "/v1/staff/registry/refusals" },
} as const satisfies Readonly<Record<string, RouteRow>>;

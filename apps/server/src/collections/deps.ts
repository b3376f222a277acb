/** Dependencies of the collections feature. */
import type { ServiceDeps } from "../core/service-deps.ts";

export type CollectionDeps = Pick<ServiceDeps, "db" | "clock" | "ids" | "sealer">;

/** Dependencies of the configuration feature. */
import type { ServiceDeps } from "../core/service-deps.ts";

export type ConfigurationDeps = Pick<ServiceDeps, "db" | "clock" | "ids" | "sealer" | "configuration" | "publicUrl">;

/** The handler of the service's health. */
import type { Handlers } from "../core/call.ts";
import { type HealthDeps, readHealth } from "./read-health.ts";

export const healthHandlers = (deps: HealthDeps): Pick<Handlers, "readHealth"> => ({
  readHealth: () => readHealth(deps),
});

/** The handler of the service's health. */
import type { Handlers } from "../core/call.ts";
import { type HealthNeeds, readHealth } from "./read-health.ts";

export const healthHandlers = (needs: HealthNeeds): Pick<Handlers, "readHealth"> => ({
  readHealth: () => readHealth(needs),
});

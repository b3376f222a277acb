/** The handlers of the service's health, and of its connections to the outside. */
import type { Handlers } from "../core/call.ts";
import {
  type ConnectionDeps,
  checkConnections,
  listConnections,
  sendTestSms,
} from "./connections/check-connections.ts";
import { type HealthDeps, readHealth } from "./read-health.ts";

export const healthHandlers = (
  deps: HealthDeps & ConnectionDeps,
): Pick<Handlers, "readHealth" | "listConnections" | "checkConnections" | "sendTestSms"> => ({
  readHealth: () => readHealth(deps),
  listConnections: () => listConnections(deps),
  checkConnections: ({ body }, call) => checkConnections(deps, body, call),
  sendTestSms: ({ body }, call) => sendTestSms(deps, body, call),
});

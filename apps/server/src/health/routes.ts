/** Handlers for the health of the service and its external connections. */
import { handlersOf } from "../core/call.ts";
import {
  type ConnectionDeps,
  checkConnections,
  readChecks,
  sendTestSms,
} from "./connections/check-connections.ts";
import { type HealthDeps, readHealth } from "./read-health.ts";

export const healthHandlers = (deps: Omit<HealthDeps, "readChecks"> & ConnectionDeps) =>
  handlersOf({
    readHealth: () => readHealth({ ...deps, readChecks: () => readChecks(deps) }),
    checkConnections: ({ body }, call) => checkConnections(deps, body, call),
    sendTestSms: ({ body }, call) => sendTestSms(deps, body, call),
  });

/** Handlers of the configuration, which requires two operators for each change. */
import { handlersOf } from "../core/call.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import { listChanges } from "./change-rows.ts";
import { decide } from "./decide.ts";
import { listSpecs } from "./list-specs.ts";
import { propose } from "./propose.ts";
import { readSettings } from "./read-settings.ts";

export const configurationHandlers = (
  deps: Pick<
    ServiceDeps,
    "db" | "clock" | "ids" | "sealer" | "configuration" | "publicUrl" | "specFiles"
  >,
) =>
  handlersOf({
    readConfiguration: (_input, call) => readSettings(deps, call),
    readPhotoSpecs: (_input, call) => listSpecs(deps, call),
    listConfigurationChanges: ({ query }) => listChanges(deps, query),
    proposeConfiguration: ({ body }, call) => propose(deps, body, call),
    confirmConfiguration: ({ params }, call) =>
      decide(deps, params.changeId, { outcome: "confirmed" }, call),
    declineConfiguration: ({ params, body }, call) =>
      decide(deps, params.changeId, { outcome: "declined", why: body.why }, call),
    withdrawConfiguration: ({ params }, call) =>
      decide(deps, params.changeId, { outcome: "withdrawn" }, call),
  });

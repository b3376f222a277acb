/** Handlers for operators who try other limits on the stored reports. */
import { handlersOf } from "../core/call.ts";
import { listLimitChanges } from "./list-limit-changes.ts";
import type { LimitDeps } from "./rejudged-photos.ts";
import { tryLimits } from "./try-limits.ts";

export const limitHandlers = (deps: LimitDeps) =>
  handlersOf({
    tryLimits: ({ query }) => tryLimits(deps, query),
    listLimitChanges: ({ query }) => listLimitChanges(deps, query),
  });

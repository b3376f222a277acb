/** Handlers for operators who try other limits on the stored reports. */
import { handlersOf } from "../core/call.ts";
import type { Database } from "../infra/db/database.ts";
import { listLimitChanges } from "./list-limit-changes.ts";
import { tryLimits } from "./try-limits.ts";

export const limitHandlers = (db: Database) =>
  handlersOf({
    tryLimits: ({ query }) => tryLimits(db, query),
    listLimitChanges: ({ query }) => listLimitChanges(db, query),
  });

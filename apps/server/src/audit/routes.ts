/** The handlers of the audit log: it is read and checked, and written by what it tells of alone. */
import { handlersOf } from "../core/call.ts";
import { accountOf } from "../core/caller.ts";
import { type CheckDeps, checkAudit } from "./check-audit.ts";
import { type ListDeps, listAudit } from "./list-audit.ts";
import { type LookDeps, listLooksAtMe } from "./looks-at-me.ts";

export const auditHandlers = (deps: CheckDeps & LookDeps & ListDeps) =>
  handlersOf({
    listAudit: ({ query }) => listAudit(deps, query),
    listLooksAtMe: (_input, call) => listLooksAtMe(deps, accountOf(call)),
    checkAudit: async () => checkAudit(deps),
  });

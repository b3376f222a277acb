/** Handlers of the audit log: reading and verification. Entries are written only by the audited actions. */
import { accountOf, auditActor, handlersOf } from "../core/call.ts";
import { type CheckDeps, checkAudit } from "./check-audit.ts";
import { type ListDeps, listAudit } from "./list-audit.ts";
import { type LookDeps, listLooksAtMe } from "./looks-at-me.ts";

export const auditHandlers = (deps: CheckDeps & LookDeps & ListDeps) =>
  handlersOf({
    listAudit: ({ query }) => listAudit(deps, query),
    listLooksAtMe: (_input, call) => listLooksAtMe(deps, accountOf(call)),
    checkAudit: async (_input, call) => checkAudit(deps, auditActor(call)),
  });

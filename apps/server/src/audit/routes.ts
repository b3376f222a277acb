/** The handlers of the audit log: it is read and checked, and written by what it tells of alone. */
import type { Handlers } from "../core/call.ts";
import { type CheckDeps, checkAudit } from "./check-audit.ts";
import { listAudit } from "./list-audit.ts";

export const auditHandlers = (deps: CheckDeps): Pick<Handlers, "listAudit" | "checkAudit"> => ({
  listAudit: ({ query }) => listAudit(deps, query),
  checkAudit: async () => checkAudit(deps),
});

/** The handlers of the audit log: it is read and checked, and written by what it tells of alone. */
import type { AuditLog } from "../core/audit/chain-audit.ts";
import type { Handlers } from "../core/call.ts";
import { checkAudit } from "./check-audit.ts";
import { listAudit } from "./list-audit.ts";

export const auditHandlers = (log: AuditLog): Pick<Handlers, "listAudit" | "checkAudit"> => ({
  listAudit: ({ query }) => listAudit(log, query),
  checkAudit: async () => checkAudit(log),
});

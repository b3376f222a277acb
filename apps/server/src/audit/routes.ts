/** The handlers of the audit log: it is read and checked, and written by what it tells of alone. */
import type { Handlers } from "../core/call.ts";
import type { Database } from "../infra/db/database.ts";
import { checkAudit } from "./check-audit.ts";
import { listAudit } from "./list-audit.ts";

export const auditHandlers = (db: Database): Pick<Handlers, "listAudit" | "checkAudit"> => ({
  listAudit: ({ query }) => listAudit(db, query),
  checkAudit: async () => checkAudit(db),
});

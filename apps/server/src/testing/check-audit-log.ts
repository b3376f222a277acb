/** The audit log as tests read it: with the key that everybody knows, and chained to its end before it is looked at. */
import { createAuditKeys } from "../core/audit/audit-keys.ts";
import { type AuditLog, chainWaiting } from "../core/audit/chain-audit.ts";
import { type AuditVerdict, verifyAudit } from "../core/audit/verify-audit.ts";
import type { Database } from "../infra/db/database.ts";
import { readServiceConfig } from "../service-config.ts";

export const testAuditKeys = createAuditKeys(readServiceConfig({}).secrets.auditKeys);

export const auditLogOn = (db: Database): AuditLog => ({ db, keys: testAuditKeys });

export async function checkAuditLog(db: Database): Promise<AuditVerdict> {
  await chainWaiting(auditLogOn(db));
  return verifyAudit(auditLogOn(db));
}

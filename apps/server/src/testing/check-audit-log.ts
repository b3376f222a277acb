/** The audit log as tests read it: with the key that everybody knows, and chained to its end before it is looked at. */
import { createAuditKeys } from "../core/audit/audit-keys.ts";
import { chainWaiting } from "../core/audit/chain-audit.ts";
import { type AuditVerdict, type FullLog, verifyAudit } from "../core/audit/verify-audit.ts";
import type { Database } from "../infra/db/database.ts";
import type { ObjectStore } from "../infra/object-store/object-store.ts";
import { readServiceConfig } from "../settings/service-config.ts";
import { createMemoryStore } from "./memory-store.ts";

export const testAuditKeys = createAuditKeys(readServiceConfig({}).secrets.auditKeys);

/** `objects`: where its segments are; without, it has none. */
export const auditLogOn = (db: Database, objects: Pick<ObjectStore, "get"> = createMemoryStore()): FullLog => ({
  ...{ db, objects, keys: testAuditKeys },
});

export async function checkAuditLog(db: Database): Promise<AuditVerdict> {
  await chainWaiting(auditLogOn(db));
  return verifyAudit(auditLogOn(db));
}

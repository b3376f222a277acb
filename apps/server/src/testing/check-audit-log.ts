/** Verifies the audit log in tests with the public development key, after chaining all entries. */
import { createAuditKeys } from "../core/audit/audit-keys.ts";
import { chainWaiting } from "../core/audit/chain-audit.ts";
import { type AuditVerdict, type FullLog, verifyAudit } from "../core/audit/verify-audit.ts";
import type { Database } from "../infra/db/database.ts";
import type { ObjectStore } from "../infra/object-store/object-store.ts";
import { readServiceConfig } from "../settings/service-config.ts";
import { createMemoryStore } from "./memory-store.ts";

export const testAuditKeys = createAuditKeys(readServiceConfig({}).secrets.auditKeys);

/** `objects`: object store with the archived segments; without it there are none. */
export const auditLogOn = (db: Database, objects: Pick<ObjectStore, "get"> = createMemoryStore()): FullLog => ({
  ...{ db, objects, keys: testAuditKeys },
});

export async function checkAuditLog(db: Database): Promise<AuditVerdict> {
  await chainWaiting(auditLogOn(db));
  return verifyAudit(auditLogOn(db));
}

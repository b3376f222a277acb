/** The audit log of a test: verification with the public development key, and its archive. */
import { createAuditKeys } from "../core/audit/audit-keys.ts";
import { chainWaiting } from "../core/audit/chain-audit.ts";
import { archiveAudit } from "../core/audit/segments/archive-audit.ts";
import { type AuditVerdict, type FullLog, verifyAudit } from "../core/audit/verify-audit.ts";
import { systemClock, systemIds } from "../infra/clock.ts";
import { type Database, openDatabase } from "../infra/db/database.ts";
import type { ObjectStore } from "../infra/object-store/object-store.ts";
import { readServiceConfig } from "../settings/service-config.ts";

export const testAuditKeys = createAuditKeys(readServiceConfig({}).secrets.auditKeys);

const noSegments = { get: async () => null };

/** Opens the audit log. `objects` is the object store with the archived segments; without it there are none. */
export const auditLogOn = (db: Database, objects: Pick<ObjectStore, "get"> = noSegments): FullLog => ({
  ...{ db, objects, keys: testAuditKeys },
});

/** Verifies the log after chaining all entries. */
export async function checkAuditLog(db: Database): Promise<AuditVerdict> {
  await chainWaiting(auditLogOn(db));
  return verifyAudit(auditLogOn(db));
}

/** Archives all entries older than `until` and returns the number of segments written. */
export async function archiveLog(ownerUrl: string, objects: ObjectStore, until: Date): Promise<number> {
  const { db, close } = openDatabase({ url: ownerUrl, connections: 2 }, { warn: () => {} });
  try {
    let segments = 0;
    const deps = { db, objects, clock: systemClock, ids: systemIds };
    for await (const archived of archiveAudit(deps, until)) segments = archived.segments;
    return segments;
  } finally {
    await close();
  }
}

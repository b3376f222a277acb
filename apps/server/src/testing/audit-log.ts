/** The audit log of a test: verification with the public development key, forgery, and the archive. */
import { type AuditEntry, appendAuditOfEach } from "../core/audit/audit-chain.ts";
import { createAuditKeys } from "../core/audit/audit-keys.ts";
import { chainWaiting } from "../core/audit/chain-batch.ts";
import { archiveAudit } from "../core/audit/segments/archive-audit.ts";
import { type AuditVerdict, type FullLog, verifyAudit } from "../core/audit/verify-audit.ts";
import { systemClock, systemIds } from "../infra/clock.ts";
import {
  type Database,
  inTransaction,
  type OpenDatabase,
  openDatabase,
} from "../infra/db/database.ts";
import type { ObjectStore } from "../infra/object-store/object-store.ts";
import { readServiceConfig } from "../settings/service-config.ts";

export const testAuditKeys = createAuditKeys(readServiceConfig({}).secrets.auditKeys);

export const auditClock = () => new Date("2027-03-01T08:00:00.123Z");

export const auditEntry: AuditEntry = {
  actor: "reviewer:1",
  action: "look-at-picture",
  subject: "collection:1",
  details: { z: 1, a: [true, null, 0.1 + 0.2, 1e-7, "照片"], nested: { b: 2, a: 1 } },
};

export const appendEntry = (db: Database): Promise<void> =>
  inTransaction(db, (tx) => appendAuditOfEach(tx, auditClock, auditEntry, [auditEntry.subject]));

const noSegments = { get: async () => null };

/** Opens the audit log. `objects` is the object store with the archived segments; without it there are none. */
export const auditLogOn = (
  db: Database,
  objects: Pick<ObjectStore, "get"> = noSegments,
): FullLog => ({
  ...{ db, objects, keys: testAuditKeys },
});

/** Verifies the log after chaining all entries. */
export async function checkAuditLog(db: Database): Promise<AuditVerdict> {
  await chainWaiting(auditLogOn(db));
  return verifyAudit(auditLogOn(db));
}

/** Runs statements as an attacker with the owner's password, who bypasses the triggers. */
export const forgeWith =
  (owner: OpenDatabase["pool"]) =>
  async (statements: string): Promise<void> => {
    await owner.query(`begin; set local session_replication_role = replica; ${statements}; commit`);
  };

/** Empties the log, its outbox and its archive. */
export const emptyAuditLog = (owner: OpenDatabase["pool"]): Promise<void> =>
  forgeWith(owner)(
    "delete from audit; delete from audit_outbox; delete from audit_segments; update audit_numbers set last_number = 0; update audit_head set seq = 0, hash = repeat('0', 64), key_id = null",
  );

/** Archives all entries older than `until` and returns the number of segments written. */
export async function archiveLog(
  ownerUrl: string,
  objects: ObjectStore,
  until: Date,
): Promise<number> {
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

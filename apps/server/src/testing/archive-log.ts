/** Moves the audit log of a test's database to an object store, as the archive command does. */
import { archiveAudit } from "../core/audit/segments/archive-audit.ts";
import { systemClock, systemIds } from "../infra/clock.ts";
import { openDatabase } from "../infra/db/database.ts";
import type { ObjectStore } from "../infra/object-store/object-store.ts";

/** Archives all entries older than `until`; returns the number of segments written. */
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

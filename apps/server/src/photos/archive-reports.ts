/** The reports of ended collections go to the object store: what is drawn and said of a photo is most of its row. */
import { gzipSync } from "node:zlib";
import { allCollectionStates, isFinal, type Report } from "@gradphoto/domain";
import { and, asc, eq, inArray, isNotNull, isNull, lte } from "drizzle-orm";
import { inTransaction } from "../infra/db/database.ts";
import { attempts, collections } from "../infra/db/schema/index.ts";
import { eachByItself, type Warn } from "../infra/each-by-itself.ts";
import { discardObject, keepObject, type ObjectDeps, storeObject } from "../infra/object-store/kept-objects.ts";
import { sha256Of } from "../infra/object-store/read-checked.ts";

export interface ArchiveDeps extends ObjectDeps {
  readonly warn: Warn;
}

/** Whoever ended looks at the photo once more on that day. */
const restMs = 24 * 3_600_000;
const batch = 100;

const finalStates = allCollectionStates.filter(isFinal);

/** How many collections were archived: all that ended long enough ago. `stopping`: no other batch is begun. */
export async function archiveReports(deps: ArchiveDeps, stopping?: AbortSignal): Promise<number> {
  for (let archived = 0; ; ) {
    const ended = await deps.db
      .select({ id: collections.id })
      .from(collections)
      .where(
        and(
          inArray(collections.state, finalStates),
          isNull(collections.reportsArchivedAt),
          lte(collections.updatedAt, new Date(deps.clock().getTime() - restMs)),
        ),
      )
      .orderBy(asc(collections.updatedAt))
      .limit(batch);
    const done = await eachByItself(ended, ({ id }) => archiveCollection(deps, id), deps.warn);
    archived += done;
    // Where not one went, the store is away.
    if (ended.length < batch || done === 0 || stopping?.aborted) return archived;
  }
}

async function archiveCollection(deps: ArchiveDeps, collectionId: string): Promise<boolean> {
  const { db, clock } = deps;
  const withReport = await db
    .select({ id: attempts.id, report: attempts.report })
    .from(attempts)
    .where(and(eq(attempts.collectionId, collectionId), isNotNull(attempts.report), isNull(attempts.reportKey)));
  for (const { id, report } of withReport) if (report) await archiveReport(deps, id, report);
  await db.update(collections).set({ reportsArchivedAt: clock() }).where(eq(collections.id, collectionId));
  return true;
}

/** The row keeps what is asked of many photos at once; the findings' values stand in `attempt_measurements`. */
async function archiveReport(deps: ArchiveDeps, attemptId: string, report: Report): Promise<void> {
  const packed = gzipSync(JSON.stringify(report));
  const key = await storeObject(deps, "reports", packed);
  const stored = await inTransaction(deps.db, async (tx) => {
    const [archived] = await tx
      .update(attempts)
      .set({ report: { ...report, findings: [] }, reportKey: key, reportSha256: sha256Of(packed) })
      .where(and(eq(attempts.id, attemptId), isNull(attempts.reportKey), isNotNull(attempts.report)))
      .returning({ id: attempts.id });
    if (archived) await keepObject(tx, key);
    return archived !== undefined;
  });
  if (!stored) await discardObject(deps, key);
}

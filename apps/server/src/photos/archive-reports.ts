/** Moves the reports of ended collections to the object store, because they make up most of a row's size. */
import { gzipSync } from "node:zlib";
import { allCollectionStates, isFinal, type Report } from "@gradphoto/domain";
import { and, asc, eq, inArray, isNotNull, isNull, lte } from "drizzle-orm";
import { inTransaction } from "../infra/db/database.ts";
import { attempts, collections } from "../infra/db/schema/index.ts";
import { sha256Of } from "../infra/object-store/read-checked.ts";
import {
  discardObject,
  type ObjectDeps,
  retainObject,
  storeObject,
} from "../infra/object-store/stored-objects.ts";
import { processEachRow, type Warn } from "../infra/process-each-row.ts";

export interface ArchiveDeps extends ObjectDeps {
  readonly warn: Warn;
}

/** Delay of the archiving, because students often open the photo again on the day the collection ends. */
const restMs = 24 * 3_600_000;
const batch = 100;

const finalStates = allCollectionStates.filter(isFinal);

/**
 * Archives the reports of all collections that ended long enough ago and returns their number. Starts no further batch
 * after `stopping` is aborted.
 */
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
    const done = await processEachRow(ended, ({ id }) => archiveCollection(deps, id), deps.warn);
    archived += done;
    // When none could be archived, the store is unavailable.
    if (ended.length < batch || done === 0 || stopping?.aborted) return archived;
  }
}

async function archiveCollection(deps: ArchiveDeps, collectionId: string): Promise<boolean> {
  const { db, clock } = deps;
  const withReport = await db
    .select({ id: attempts.id, report: attempts.report })
    .from(attempts)
    .where(
      and(
        eq(attempts.collectionId, collectionId),
        isNotNull(attempts.report),
        isNull(attempts.reportKey),
      ),
    );
  for (const { id, report } of withReport) if (report) await archiveReport(deps, id, report);
  await db
    .update(collections)
    .set({ reportsArchivedAt: clock() })
    .where(eq(collections.id, collectionId));
  return true;
}

/**
 * Archives one report. The row retains what queries over many photos need; values of findings are stored in
 * `attempt_measurements`.
 */
async function archiveReport(deps: ArchiveDeps, attemptId: string, report: Report): Promise<void> {
  const packed = gzipSync(JSON.stringify(report));
  const key = await storeObject(deps, "reports", packed);
  const stored = await inTransaction(deps.db, async (tx) => {
    const [archived] = await tx
      .update(attempts)
      .set({ report: { ...report, findings: [] }, reportKey: key, reportSha256: sha256Of(packed) })
      .where(
        and(eq(attempts.id, attemptId), isNull(attempts.reportKey), isNotNull(attempts.report)),
      )
      .returning({ id: attempts.id });
    if (archived) await retainObject(tx, key);
    return archived !== undefined;
  });
  if (!stored) await discardObject(deps, key);
}

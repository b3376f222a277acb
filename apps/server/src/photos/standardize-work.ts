/**
 * Job after every upload: the engine makes the photo or reports why it cannot. Attempt and collection then move in one
 * transaction.
 */
import {
  checkWords,
  isFinal,
  type PhotoSource,
  type Report,
  reportVerdict,
  titleOf,
} from "@gradphoto/domain";
import { reportSchema } from "@gradphoto/domain/photo-standard/schemas";
import { type EnginePool, TooCostlyError } from "@gradphoto/engine/node";
import { and, asc, eq, lte } from "drizzle-orm";
import { originalOf } from "../core/attempt/pictures.ts";
import { isRefusal } from "../core/call.ts";
import { moveCollection } from "../core/collection/move-collection.ts";
import { specInForce } from "../core/photo-standard/read-photo-specs.ts";
import { type Database, inTransaction, type Transaction } from "../infra/db/database.ts";
import { attempts, collections } from "../infra/db/schema/index.ts";
import type { JobWork } from "../infra/jobs/run-jobs.ts";
import { ObjectStoreError } from "../infra/object-store/object-store.ts";
import { readChecked, sha256Of } from "../infra/object-store/read-checked.ts";
import {
  discardObject,
  type ObjectDeps,
  retainObject,
  storeObject,
} from "../infra/object-store/stored-objects.ts";
import { findEarlierUpload } from "./find-earlier-upload.ts";
import { reportStep } from "./present-attempt.ts";
import { storeDisplayCopy } from "./store-display-copy.ts";

export interface StandardizeDeps extends ObjectDeps {
  readonly engine: Pick<EnginePool, "standardize" | "lookAt">;
}

/** Delay of the retry: long enough for a store to recover, short enough for a waiting student. */
const retryAfterStoreFailure = { afterS: 5 };

export const standardizeWork = (deps: StandardizeDeps): JobWork<"standardize-photo"> => ({
  run: async ({ attemptId }) => {
    try {
      await standardizePhoto(deps, attemptId);
      return undefined;
    } catch (error) {
      // The store is unavailable for all photos, so this does not use up the tries of this one.
      if (error instanceof ObjectStoreError) return retryAfterStoreFailure;
      throw error;
    }
  },
  giveUp: ({ attemptId }) => failAttempt(deps, attemptId),
});

/** Processes one attempt. Leaves finished attempts unchanged, because a job may run twice. */
async function standardizePhoto(deps: StandardizeDeps, attemptId: string): Promise<void> {
  const { db, clock, objects } = deps;
  const [row] = await db
    .select({ attempt: attempts, spec: collections.spec, accountId: collections.accountId })
    .from(attempts)
    .innerJoin(collections, eq(collections.id, attempts.collectionId))
    .where(eq(attempts.id, attemptId));
  if (row?.attempt.state !== "processing") return;
  // The student had the pictures deleted in the meantime.
  if (row.attempt.picturesDeletedAt !== null) return failAttempt(deps, attemptId);
  await db.update(attempts).set({ startedAt: clock() }).where(eq(attempts.id, attemptId));
  const original = await readChecked(objects, originalOf(row.attempt));
  try {
    await makePhoto(deps, row, original, false);
  } catch (error) {
    // The machine may have been overloaded, so the photo is refused only when it is too costly twice.
    if (!(error instanceof TooCostlyError) || row.attempt.startedAt === null) throw error;
    await makePhoto(deps, row, original, true);
  }
}

interface AttemptWithSpec {
  readonly attempt: typeof attempts.$inferSelect;
  readonly spec: typeof collections.$inferSelect.spec;
  readonly accountId: string;
}

async function makePhoto(
  deps: StandardizeDeps,
  { attempt, spec: collectionSpec, accountId }: AttemptWithSpec,
  original: Uint8Array,
  isTooCostly: boolean,
): Promise<void> {
  const { db, engine } = deps;
  const { id: attemptId, originalSha256 } = attempt;
  const inspection = isTooCostly ? "unreadable" : await engine.lookAt(original);
  // Stored before the photo is made, so that the waiting student sees the upload meanwhile.
  const inspectedPicture = typeof inspection === "string" ? null : inspection;
  if (attempt.displayedAt === null)
    await storeDisplayCopy(deps, attemptId, inspectedPicture?.displayCopy ?? null);
  const pictureHash = inspectedPicture?.pictureHash ?? null;
  const { seenAttemptId, ...seen } = await findEarlierUpload(db, {
    attemptId,
    accountId,
    originalSha256,
    pictureHash,
  });
  const spec = await specInForce(db, collectionSpec);
  const { kind, report, photo } = await engine.standardize(original, spec, {
    ...seen,
    isTooCostly,
    onStep: (step) => reportStep(db, attemptId, step),
  });
  const storedPhoto = photo && {
    photoKey: await storeObject(deps, "photos", photo),
    photoSha256: sha256Of(photo),
    photoBytes: photo.length,
  };
  const state = kind === "made" ? "made" : "refused";
  const finished = await finish(deps, attemptId, state, async (tx) => {
    if (storedPhoto) await retainObject(tx, storedPhoto.photoKey);
    const { version: engineVersion } = report.engine;
    const complete = withLens(report, attempt.source);
    return {
      report: reportSchema.parse(complete),
      engineVersion,
      pictureHash,
      seenAttemptId,
      ...storedPhoto,
    };
  });
  if (!finished && storedPhoto) await discardObject(deps, storedPhoto.photoKey);
}

/** Adds what only the camera page knows: another lens than the rear one may mean a selfie, so a reviewer looks. */
function withLens(report: Report, source: PhotoSource): Report {
  if (source !== "other-camera") return report;
  const findings = report.findings.map((finding) => {
    if (finding.id !== "selfie" || finding.verdict !== "unsure") return finding;
    const { unstated: _, ...rest } = finding;
    const message = {
      zh: "拍照页面没有用到后置摄像头，机器无法确认由他人拍摄。",
      en: "The camera page did not use a rear camera, so no machine can tell that another person took it.",
    };
    const { otherLens } = checkWords.selfie.adviceWhen;
    return {
      ...rest,
      verdict: "warn",
      value: 1,
      title: titleOf("selfie", "warn"),
      message,
      advice: otherLens,
    } as const;
  });
  return { ...report, findings, verdict: reportVerdict(findings) };
}

/** Marks the attempt as failed. Its picture stays stored, and the student never sees it as a refusal. */
const failAttempt = async (deps: StandardizeDeps, attemptId: string): Promise<void> => {
  await finish(deps, attemptId, "failed", async () => ({}));
};

/** Returns false when nothing was stored: another run finished it, or the student deleted it meanwhile. */
async function finish(
  { db, clock }: StandardizeDeps,
  attemptId: string,
  outcome: "made" | "refused" | "failed",
  columnsToSet: (tx: Transaction) => Promise<Partial<typeof attempts.$inferInsert>>,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const [attempt] = await tx
      .select()
      .from(attempts)
      .where(eq(attempts.id, attemptId))
      .for("update");
    if (attempt?.state !== "processing") return false;
    const isDeleted = attempt.picturesDeletedAt !== null;
    const state = isDeleted ? "failed" : outcome;
    const saved = isDeleted ? {} : await columnsToSet(tx);
    await tx
      .update(attempts)
      .set({ ...saved, state, finishedAt: clock() })
      .where(eq(attempts.id, attemptId));
    const whereThisCollection = eq(collections.id, attempt.collectionId);
    const [collection] = await tx
      .select({ state: collections.state })
      .from(collections)
      .where(whereThisCollection);
    if (!collection || isFinal(collection.state)) return !isDeleted;
    const moved = await moveCollection(tx, clock, {
      collectionId: attempt.collectionId,
      move: state,
      actor: { role: "system", id: null },
      details: { attempt: attemptId },
    });
    if (isRefusal(moved))
      throw new Error(`A finished photo could not move its collection: ${moved.refused}`);
    return !isDeleted;
  });
}

/** Longer than a photo takes with all retries. A queued photo may wait longer, but then its job still exists. */
const overdueMs = 600_000;

/** Finds the photos that wait for long, each of which must have a job. */
export async function unfinishedPhotos(db: Database, now: Date) {
  const whereOverdue = and(
    eq(attempts.state, "processing"),
    lte(attempts.createdAt, new Date(now.getTime() - overdueMs)),
  );
  const waiting = db
    .select({ attemptId: attempts.id })
    .from(attempts)
    .where(whereOverdue)
    .orderBy(asc(attempts.createdAt));
  return { "standardize-photo": await waiting };
}

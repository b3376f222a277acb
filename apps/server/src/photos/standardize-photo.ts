/** The job behind every upload: the engine makes the photo, or says why not; then attempt and collection move on together. */
import { createHash } from "node:crypto";
import { reportSchema } from "@gradphoto/domain/photo-standard/schemas";
import type { EnginePool } from "@gradphoto/engine/node";
import { eq } from "drizzle-orm";
import { isRefusal } from "../core/call.ts";
import { moveCollection } from "../core/collection/move-collection.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { attempts, collections } from "../infra/db/schema/index.ts";
import { discardObject, keepObject, type ObjectDeps, storeObject } from "../infra/object-store/kept-objects.ts";
import type { JobWork } from "../infra/queue/run-jobs.ts";

export interface StandardizeDeps extends ObjectDeps {
  readonly engine: Pick<EnginePool, "standardize">;
}

export const standardizeWork = (deps: StandardizeDeps): JobWork<"standardize-photo"> => ({
  run: ({ attemptId }) => standardizePhoto(deps, attemptId),
  giveUp: ({ attemptId }) => failAttempt(deps, attemptId),
});

/** Finished attempts are left as they are: a job may come twice. */
async function standardizePhoto(deps: StandardizeDeps, attemptId: string): Promise<void> {
  const { db, objects, engine } = deps;
  const [found] = await db
    .select({ attempt: attempts, spec: collections.spec })
    .from(attempts)
    .innerJoin(collections, eq(collections.id, attempts.collectionId))
    .where(eq(attempts.id, attemptId));
  if (found?.attempt.state !== "processing") return;
  const original = await objects.get(found.attempt.originalKey);
  if (!original) throw new Error("The photo of an attempt is not in the object store");
  const { kind, report, photo } = await engine.standardize(original, found.spec);
  const stored = photo && {
    photoKey: await storeObject(deps, "photos", photo),
    photoSha256: createHash("sha256").update(photo).digest("hex"),
    photoBytes: photo.length,
  };
  const state = kind === "made" ? "made" : "refused";
  const finished = await finish(deps, attemptId, state, async (tx) => {
    if (stored) await keepObject(tx, stored.photoKey);
    return { report: reportSchema.parse(report), engineVersion: report.engine.version, ...stored };
  });
  if (!finished && stored) await discardObject(deps, stored.photoKey);
}

/** The photo stays, and is never shown as refused. */
const failAttempt = async (deps: StandardizeDeps, attemptId: string): Promise<void> => {
  await finish(deps, attemptId, "failed", async () => ({}));
};

/** False when it was finished by another run before. */
async function finish(
  { db, clock }: StandardizeDeps,
  attemptId: string,
  state: "made" | "refused" | "failed",
  effects: (tx: Transaction) => Promise<Partial<typeof attempts.$inferInsert>>,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const [attempt] = await tx.select().from(attempts).where(eq(attempts.id, attemptId)).for("update");
    if (attempt?.state !== "processing") return false;
    await tx
      .update(attempts)
      .set({ ...(await effects(tx)), state, finishedAt: clock() })
      .where(eq(attempts.id, attemptId));
    const moved = await moveCollection(tx, clock, {
      collectionId: attempt.collectionId,
      move: state,
      actor: { role: "system", id: null },
      given: { attempt: attemptId },
    });
    if (isRefusal(moved)) throw new Error(`A finished photo could not move its collection: ${moved.refused}`);
    return true;
  });
}

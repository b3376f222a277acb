/**
 * Queries the result of a sent batch. Accepted photos complete their collection, refused ones return to the student.
 */
import {
  type CollectionState,
  identityOutcomes,
  type Report,
  type ReviewReasonCode,
  reviewReasons,
} from "@gradphoto/domain";
import { idSchema } from "@gradphoto/domain/routes";
import { and, eq } from "drizzle-orm";
import { isRefusal } from "../core/call.ts";
import { moveCollection } from "../core/collection/move-collection.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { attempts, collections, registryBatches, registryItems } from "../infra/db/schema/index.ts";
import type { Delay } from "../infra/jobs/enqueue.ts";
import type { RegistryResult } from "../infra/registry/registry.ts";
import { type BatchRow, beginTry, noteFault } from "./begin-try.ts";
import type { RegistryDeps } from "./deps.ts";

/**
 * Delay of the next query, as a share of the batch's age. The registry decides within minutes at best, or within days
 * when a person compares faces.
 */
const queryRetryS = { minS: 60, maxS: 3600, share: 0.1 };

/**
 * Queries one batch. Returns a delay while photos are pending. Throws when the registry did not answer, so that the job
 * is retried.
 */
export async function queryBatch(deps: RegistryDeps, batchId: string): Promise<Delay | undefined> {
  const { db, registry } = deps;
  const batch = await beginTry(db, batchId, "sent");
  if (!batch) return undefined;
  const answer = await registry.queryBatch(batch.id);
  if ("fault" in answer) return noteFault(db, batch, answer.fault);
  await settleEach(deps, batch, answer.items);
  if (await closeBatch(deps, batch)) return undefined;
  const ageS = (deps.clock().getTime() - (batch.sentAt ?? batch.createdAt).getTime()) / 1000;
  const { minS, maxS, share } = queryRetryS;
  return { afterS: Math.round(Math.min(Math.max(share * ageS, minS), maxS)) };
}

/** Settles the items one by one. A failing item does not block the others; the job fails after all of them. */
async function settleEach(
  deps: RegistryDeps,
  batch: BatchRow,
  words: readonly RegistryResult[],
): Promise<void> {
  const faults: unknown[] = [];
  for (const word of words)
    await settle(deps, batch, word).catch((fault: unknown) => faults.push(fault));
  if (faults.length > 0) throw faults[0];
}

/** Settles one item. Returns false for a photo that is pending, already settled, or not in this batch. */
function settle(
  { db, clock, refundFee }: RegistryDeps,
  batch: BatchRow,
  word: RegistryResult,
): Promise<boolean> {
  if (word.state === "pending" || !idSchema.safeParse(word.itemId).success)
    return Promise.resolve(false);
  return inTransaction(db, async (tx) => {
    const [row] = await tx
      .select({ item: registryItems, report: attempts.report })
      .from(registryItems)
      .innerJoin(attempts, eq(attempts.id, registryItems.attemptId))
      .where(
        and(
          eq(registryItems.id, word.itemId),
          eq(registryItems.batchId, batch.id),
          eq(registryItems.state, "open"),
        ),
      )
      .for("update", { of: registryItems });
    if (!row || batch.receipt === null) return false;
    const { id, collectionId } = row.item;
    const state = await lockState(tx, collectionId);
    const actor = { role: "system", id: null } as const;
    const settledAt = clock();
    const whereThisItem = eq(registryItems.id, id);
    // After an identity check, the student may have left or taken another photo. The result is then stored without a
    // move.
    const isAwaited =
      row.item.identity === null || state === "uploading" || state === "identity_check";
    if (word.state === "identity") {
      if (!isAwaited) return refuseItem(tx, row, "registry-not-this-student", settledAt);
      if (row.item.identity === word.outcome) return false;
      await tx.update(registryItems).set({ identity: word.outcome }).where(whereThisItem);
      const reason = { serverText: identityOutcomes[word.outcome].zh };
      const details = { receipt: batch.receipt, reason };
      return made(
        await moveCollection(tx, clock, { collectionId, move: "check-identity", actor, details }),
      );
    }
    if (word.state === "accepted") {
      const { receipt } = word;
      await tx
        .update(registryItems)
        .set({ state: "accepted", receipt, settledAt })
        .where(whereThisItem);
      if (!isAwaited) return true;
      return made(
        await moveCollection(tx, clock, {
          collectionId,
          move: "accepted",
          actor,
          details: { receipt },
        }),
      );
    }
    const reason = reasonOf(word.reason);
    await refuseItem(tx, row, reason, settledAt);
    if (!isAwaited) return true;
    const details = {
      receipt: batch.receipt,
      reason: { serverText: reviewReasons[reason].label.zh },
    };
    if (reason === "registry-already-collected") {
      made(
        await moveCollection(tx, clock, {
          collectionId,
          move: "already-registered",
          actor,
          details,
        }),
      );
      await refundFee(tx, collectionId);
      return true;
    }
    return made(
      await moveCollection(tx, clock, {
        collectionId,
        move: "refused-by-registry",
        actor,
        details,
      }),
    );
  });
}

async function lockState(
  tx: Transaction,
  collectionId: string,
): Promise<CollectionState | undefined> {
  const whereThisCollection = eq(collections.id, collectionId);
  const [row] = await tx
    .select({ state: collections.state })
    .from(collections)
    .where(whereThisCollection)
    .for("update");
  return row?.state;
}

interface ItemRow {
  readonly item: typeof registryItems.$inferSelect;
  readonly report: Report | null;
}

async function refuseItem(
  tx: Transaction,
  { item, report }: ItemRow,
  reason: ReviewReasonCode,
  settledAt: Date,
): Promise<true> {
  const findingIds = findingsOf(report, reason);
  const refused = { state: "refused", reason, findingIds, settledAt } as const;
  await tx.update(registryItems).set(refused).where(eq(registryItems.id, item.id));
  return true;
}

function made(moved: Awaited<ReturnType<typeof moveCollection>>): true {
  if (isRefusal(moved))
    throw new Error(`The registry's word did not fit the collection: ${moved.refused}`);
  return true;
}

/** Selects our own findings on the fault for which the registry refused. */
function findingsOf(report: Report | null, reason: ReviewReasonCode): string[] {
  const checks: readonly string[] = reviewReasons[reason].checks;
  return (report?.findings ?? []).map(({ id }) => id).filter((id) => checks.includes(id));
}

/** Closes the batch when its last photo is settled. Returns false while one is pending. */
async function closeBatch({ db, clock }: RegistryDeps, batch: BatchRow): Promise<boolean> {
  const whereOpen = and(eq(registryItems.batchId, batch.id), eq(registryItems.state, "open"));
  const open = await db
    .select({ id: registryItems.id })
    .from(registryItems)
    .where(whereOpen)
    .limit(1);
  const settledAt = open.length === 0 ? clock() : null;
  await db
    .update(registryBatches)
    .set({ state: settledAt ? "settled" : "sent", settledAt, tries: 0, lastFault: null })
    .where(and(eq(registryBatches.id, batch.id), eq(registryBatches.state, "sent")));
  return settledAt !== null;
}

/** The registry's refusal codes as review reasons with texts for students. */
const reasonByRegistryCode: ReadonlyMap<string, ReviewReasonCode> = new Map([
  ["background", "registry-background"],
  ["face-size", "registry-face-size"],
  ["face-unclear", "registry-face-unclear"],
  ["not-same-person", "registry-not-this-student"],
  ["retouched", "registry-retouched"],
  ["wrong-size", "registry-file"],
  ["not-jpeg", "registry-file"],
  ["sha256-differs", "registry-file"],
  ["already-collected", "registry-already-collected"],
  ["unknown-student", "registry-unknown-student"],
  ["enrolment-differs", "registry-enrolment-differs"],
]);

const reasonOf = (word: string): ReviewReasonCode =>
  reasonByRegistryCode.get(word) ?? "registry-other";

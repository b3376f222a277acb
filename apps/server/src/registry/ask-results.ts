/** Asks what became of sent batches: accepted photos complete their collection, refused ones return to the student. */
import { type Report, type ReviewReasonCode, reviewReasons } from "@gradphoto/domain";
import { idSchema } from "@gradphoto/domain/routes";
import { and, eq } from "drizzle-orm";
import { isRefusal } from "../core/call.ts";
import { moveCollection } from "../core/collection/move-collection.ts";
import { inTransaction } from "../infra/db/database.ts";
import { attempts, registryBatches, registryItems } from "../infra/db/schema/index.ts";
import type { RegistryWord } from "../infra/registry/registry.ts";
import { type BatchRow, claimBatch, noteFault } from "./claim-batch.ts";
import type { RegistryDeps } from "./deps.ts";
import { reasonOf } from "./registry-reasons.ts";

/** The registry decides in minutes at best. */
const askEveryMs = 60_000;

/** How many photos were settled. */
export async function askResults(deps: RegistryDeps): Promise<number> {
  const { db, clock, registry } = deps;
  for (let settled = 0; ; ) {
    const batch = await claimBatch(db, "sent", clock());
    if (!batch) return settled;
    const answer = await registry.askBatch(batch.id);
    if ("fault" in answer) {
      await noteFault(db, batch, answer.fault, clock());
      continue;
    }
    for (const word of answer.items) if (await settle(deps, batch, word)) settled += 1;
    await closeBatch(deps, batch);
  }
}

/** False for a photo that is pending, settled before, or none of this batch. */
function settle({ db, clock }: RegistryDeps, batch: BatchRow, word: RegistryWord): Promise<boolean> {
  if (word.state === "pending" || !idSchema.safeParse(word.itemId).success) return Promise.resolve(false);
  return inTransaction(db, async (tx) => {
    const [found] = await tx
      .select({ item: registryItems, report: attempts.report })
      .from(registryItems)
      .innerJoin(attempts, eq(attempts.id, registryItems.attemptId))
      .where(
        and(eq(registryItems.id, word.itemId), eq(registryItems.batchId, batch.id), eq(registryItems.state, "open")),
      )
      .for("update", { of: registryItems });
    if (!found || batch.receipt === null) return false;
    const { id, collectionId } = found.item;
    const actor = { role: "system", id: null } as const;
    const settledAt = clock();
    const isThis = eq(registryItems.id, id);
    if (word.state === "accepted") {
      const { state, receipt } = word;
      await tx.update(registryItems).set({ state, receipt, settledAt }).where(isThis);
      return made(await moveCollection(tx, clock, { collectionId, move: "accepted", actor, given: { receipt } }));
    }
    const reason = reasonOf(word.reason);
    const findingIds = findingsOf(found.report, reason);
    await tx.update(registryItems).set({ state: "refused", reason, findingIds, settledAt }).where(isThis);
    const given = { receipt: batch.receipt, reason: reviewReasons[reason].label.zh };
    return made(await moveCollection(tx, clock, { collectionId, move: "refused-by-registry", actor, given }));
  });
}

function made(moved: Awaited<ReturnType<typeof moveCollection>>): true {
  if (isRefusal(moved)) throw new Error(`The registry's word did not fit the collection: ${moved.refused}`);
  return true;
}

/** Our own findings on the matter the registry refused. */
function findingsOf(report: Report | null, reason: ReviewReasonCode): string[] {
  const checks: readonly string[] = reviewReasons[reason].checks;
  return (report?.findings ?? []).map(({ id }) => id).filter((id) => checks.includes(id));
}

/** Settled with its last photo; until then it is asked about again. */
async function closeBatch({ db, clock }: RegistryDeps, batch: BatchRow): Promise<void> {
  const now = clock();
  const isOpen = and(eq(registryItems.batchId, batch.id), eq(registryItems.state, "open"));
  const open = await db.select({ id: registryItems.id }).from(registryItems).where(isOpen).limit(1);
  const settledAt = open.length === 0 ? now : null;
  await db
    .update(registryBatches)
    .set({
      state: settledAt ? "settled" : "sent",
      settledAt,
      tries: 0,
      lastFault: null,
      claimedUntil: new Date(now.getTime() + askEveryMs),
    })
    .where(and(eq(registryBatches.id, batch.id), eq(registryBatches.state, "sent")));
}

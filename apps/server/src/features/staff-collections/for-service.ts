/** What customer service does with a collection: find it, read it, take a submission back, open a correction. */
import { canMove, collectionStates, isCollectionState, isFrozen } from "@gradphoto/contract";
import type { ParsedInput, RouteAnswer } from "@gradphoto/contract/routes";
import { asc, eq, sql } from "drizzle-orm";
import { type Call, isRefusal, type Refusal, refuse } from "../../infra/call.ts";
import { inTransaction } from "../../infra/db/database.ts";
import { accounts, attempts, collections, corrections, persons, reviewLeases } from "../../infra/db/schema/index.ts";
import { appendAudit } from "../audit/append-audit.ts";
import { staffOf } from "../collections/caller-account.ts";
import { isUuid } from "../collections/is-uuid.ts";
import { moveCollection } from "../collections/move-collection.ts";
import { openCorrectionOf } from "../collections/open-correction-of.ts";
import { standingOf } from "../collections/present-collection.ts";
import { readCollection } from "../collections/read-collection.ts";
import { listPage } from "./list-page.ts";
import type { StaffCollectionNeeds } from "./needs.ts";

/** The search is audited; what was searched for is not written down. */
export async function findCollections(
  needs: StaffCollectionNeeds,
  { by, text, limit, after }: ParsedInput<"findCollections">["body"],
  call: Call,
): Promise<RouteAnswer<"findCollections">> {
  const { db, clock, searchHash } = needs;
  const wanted = {
    phone: () => eq(accounts.phoneHash, searchHash("phone", text)),
    "student-number": () => eq(persons.studentNumberHash, searchHash("student-number", text)),
    collection: () => (isUuid(text) ? eq(collections.id, text) : sql`false`),
  }[by]();
  const page = await listPage(needs, wanted, { limit, after });
  const staffId = staffOf(call);
  const details = { by, found: page.collections.map(({ collectionId }) => collectionId) };
  await inTransaction(db, (tx) =>
    appendAudit(tx, clock, {
      actor: `${call.caller.role}:${staffId}`,
      action: "collections-searched",
      subject: `staff:${staffId}`,
      details,
    }),
  );
  return page;
}

export async function readForService(
  { db, sealer }: StaffCollectionNeeds,
  collectionId: string,
  call: Call,
): Promise<RouteAnswer<"readCollectionForService"> | Refusal> {
  const read = await readCollection(db, sealer, collectionId, { accountId: null, role: call.caller.role });
  if (isRefusal(read)) return read;
  const rows = await db
    .select()
    .from(attempts)
    .where(eq(attempts.collectionId, collectionId))
    .orderBy(asc(attempts.number));
  return {
    ...read,
    attempts: rows.map(({ id, number, state, byRole, createdAt }) => ({
      attemptId: id,
      number,
      state,
      byRole,
      createdAt: createdAt.toISOString(),
    })),
  };
}

export async function withdrawSubmission(
  { db, clock }: StaffCollectionNeeds,
  collectionId: string,
  reason: string,
  call: Call,
): Promise<RouteAnswer<"withdrawSubmission"> | Refusal> {
  if (!isUuid(collectionId)) return refuse("not-found", {});
  return inTransaction(db, async (tx) => {
    const actor = { role: call.caller.role, id: staffOf(call) };
    const moved = await moveCollection(tx, clock, { collectionId, move: "withdraw", actor, given: { reason } });
    if (isRefusal(moved)) return moved;
    const [row] = await tx
      .update(collections)
      .set({ submittedAttemptId: null, submittedAt: null, reviewDueAt: null, reviewDueCertain: true, reviewRisk: 0 })
      .where(eq(collections.id, collectionId))
      .returning();
    await tx.delete(reviewLeases).where(eq(reviewLeases.collectionId, collectionId));
    if (!row) throw new Error("A collection is gone in the middle of a move");
    return standingOf(row);
  });
}

/** Opening it again changes nothing. */
export async function openCorrection(
  { db, clock, ids }: StaffCollectionNeeds,
  collectionId: string,
  reason: string,
  call: Call,
): Promise<RouteAnswer<"openCorrection"> | Refusal> {
  if (!isUuid(collectionId)) return refuse("not-found", {});
  const staffId = staffOf(call);
  return inTransaction(db, async (tx) => {
    const [row] = await tx.select().from(collections).where(eq(collections.id, collectionId)).for("update");
    if (!row || !isCollectionState(row.state)) return refuse("not-found", {});
    if (!canMove(row.state, "correct-identity", "student")) {
      return isFrozen(row.state)
        ? refuse("collection-frozen", {})
        : refuse("move-not-allowed", { state: collectionStates[row.state].label });
    }
    const open = await openCorrectionOf(tx, collectionId);
    if (open) return { correctionOpenedAt: open.openedAt.toISOString() };
    const openedAt = clock();
    const id = ids();
    await tx.insert(corrections).values({ id, collectionId, openedBy: staffId, reason, openedAt });
    await appendAudit(tx, clock, {
      actor: `${call.caller.role}:${staffId}`,
      action: "correction-opened",
      subject: `collection:${collectionId}`,
      details: { opening: id },
    });
    return { correctionOpenedAt: openedAt.toISOString() };
  });
}

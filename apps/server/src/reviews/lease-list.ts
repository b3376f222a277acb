/** Who has what in hand, for senior reviewers, who may put it back into the queue. */
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, gt } from "drizzle-orm";
import { appendAudit } from "../core/audit/append-audit.ts";
import { type Call, type Refusal, refuse } from "../core/call.ts";
import { staffOf } from "../core/caller.ts";
import { byTime, readPage } from "../core/page.ts";
import { inReview } from "../core/review/waiting-reviews.ts";
import { staffName, staffNameColumns } from "../core/staff-name.ts";
import { inTransaction } from "../infra/db/database.ts";
import { collections, projects, reviewLeases, schools, staff } from "../infra/db/schema/index.ts";
import type { ReviewDeps } from "./deps.ts";
import { leaveToOthers } from "./leases.ts";

export async function listReviewLeases(
  { db, clock, sealer }: ReviewDeps,
  query: ParsedInput<"listReviewLeases">["query"],
): Promise<RouteAnswer<"listReviewLeases">> {
  const now = clock();
  const { rows, next } = await readPage(query, {
    key: byTime("earliest-first", reviewLeases.takenAt, reviewLeases.collectionId),
    select: ({ isNext, order, limit }) =>
      db
        .select({ lease: reviewLeases, reviewer: staffNameColumns(staff), schoolName: schools.name })
        .from(reviewLeases)
        .innerJoin(staff, eq(staff.id, reviewLeases.reviewerId))
        .innerJoin(collections, eq(collections.id, reviewLeases.collectionId))
        .innerJoin(projects, eq(projects.id, collections.projectId))
        .innerJoin(schools, eq(schools.code, projects.schoolCode))
        .where(and(inReview, gt(reviewLeases.endsAt, now), isNext))
        .orderBy(...order)
        .limit(limit),
    keyOf: ({ lease }) => ({ at: lease.takenAt, id: lease.collectionId }),
  });
  const leases = rows.map(({ lease: { collectionId, takenAt, endsAt }, reviewer, schoolName }) => ({
    collectionId,
    reviewer: staffName(sealer, reviewer),
    schoolName,
    takenAt: takenAt.toISOString(),
    endsAt: endsAt.toISOString(),
  }));
  return { leases, next };
}

/** Whoever had it finds at their next step that it is no longer theirs. */
export const freeReview = (
  { db, clock }: ReviewDeps,
  collectionId: string,
  call: Call,
): Promise<RouteAnswer<"freeReview"> | Refusal> =>
  inTransaction(db, async (tx) => {
    const [held] = await tx
      .select()
      .from(reviewLeases)
      .where(eq(reviewLeases.collectionId, collectionId))
      .for("update");
    const [known] = await tx.select({ id: collections.id }).from(collections).where(eq(collections.id, collectionId));
    if (!known) return refuse("not-found", {});
    if (!held || held.endsAt <= clock()) return {};
    await leaveToOthers(tx, collectionId, clock());
    await appendAudit(tx, clock, {
      actor: `${call.caller.role}:${staffOf(call)}`,
      action: "review-freed",
      subject: `collection:${collectionId}`,
      details: { heldBy: held.reviewerId },
    });
    return {};
  });

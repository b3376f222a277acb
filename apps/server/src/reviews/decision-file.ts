/** The decisions of reviewers as a file: each with its reasons in words, in the order they were made. */
import { type decisionList, reviewDecisionWords } from "@gradphoto/domain";
import { and, count, eq } from "drizzle-orm";
import { reasonWords } from "../core/collection/read-refusals.ts";
import type { FileOf } from "../core/file-rows.ts";
import { openWords, reviewWords } from "../core/free-words.ts";
import { byTime, readPage } from "../core/page.ts";
import { staffName, staffNameColumns } from "../core/staff-name.ts";
import { reviews, staff } from "../infra/db/schema/index.ts";
import type { ReviewDeps } from "./deps.ts";
import { decisionsOf } from "./list-decisions.ts";

type FileDeps = Pick<ReviewDeps, "db" | "sealer">;

export const decisionFile = ({ db, sealer }: FileDeps): FileOf<typeof decisionList> => ({
  count: async ({ filters }) => {
    const ofStaff = eq(staff.id, reviews.reviewerId);
    const [counted] = await db
      .select({ count: count() })
      .from(reviews)
      .innerJoin(staff, ofStaff)
      .where(decisionsOf(db, filters));
    return counted?.count ?? 0;
  },
  page: async ({ filters }, page) => {
    const { rows, next } = await readPage(page, {
      key: byTime("earliest-first", reviews.at, reviews.id),
      select: ({ isNext, order, limit }) =>
        db
          .select({ review: reviews, reviewer: staffNameColumns(staff) })
          .from(reviews)
          .innerJoin(staff, eq(staff.id, reviews.reviewerId))
          .where(and(decisionsOf(db, filters), isNext))
          .orderBy(...order)
          .limit(limit),
      keyOf: ({ review }) => review,
    });
    const cells = rows.map(({ review, reviewer }) => ({
      at: review.at.toISOString(),
      reviewer: staffName(sealer, reviewer),
      decision: reviewDecisionWords[review.decision],
      reasons: review.reasons.map((code) => reasonWords(code).label),
      words: openWords(sealer, reviewWords, review),
      undoneAt: review.undoneAt?.toISOString() ?? null,
      collectionId: review.collectionId,
    }));
    return { rows: cells, next };
  },
});

/** The decisions of reviewers as a file: each with its reasons in words, in the order they were made. */
import { collectionMoves, type decisionList, isReviewReason, reviewReasons } from "@gradphoto/domain";
import { and, eq } from "drizzle-orm";
import { onDays } from "../core/days.ts";
import type { FileOf } from "../core/file-rows.ts";
import { byTime, readPage } from "../core/page.ts";
import type { Database } from "../infra/db/database.ts";
import { reviews, staff } from "../infra/db/schema/index.ts";

/** One this version has never heard of is told as it is. */
const reasonWords = (code: string) => (isReviewReason(code) ? reviewReasons[code].label : { zh: code, en: code });

export const decisionFile = (db: Database): FileOf<typeof decisionList> => ({
  count: ({ filters }) => db.$count(reviews, onDays(reviews.at, filters)),
  page: async ({ filters }, page) => {
    const { rows, next } = await readPage(page, {
      key: byTime("earliest-first", reviews.at, reviews.id),
      select: ({ isNext, order, limit }) =>
        db
          .select({ review: reviews, reviewer: staff.username })
          .from(reviews)
          .innerJoin(staff, eq(staff.id, reviews.reviewerId))
          .where(and(onDays(reviews.at, filters), isNext))
          .orderBy(...order)
          .limit(limit),
      keyOf: ({ review }) => review,
    });
    const cells = rows.map(({ review, reviewer }) => ({
      at: review.at.toISOString(),
      reviewer,
      decision: collectionMoves[review.decision],
      reasons: review.reasons.map(reasonWords),
      words: review.words,
      undoneAt: review.undoneAt?.toISOString() ?? null,
      collectionId: review.collectionId,
    }));
    return { rows: cells, next };
  },
});

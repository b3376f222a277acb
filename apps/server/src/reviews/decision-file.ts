/** The decisions of reviewers as a file: each with its reasons in words, in the order they were made. */
import { collectionMoves, type decisionList, isReviewReason, reviewReasons } from "@gradphoto/domain";
import { and, eq } from "drizzle-orm";
import { onDays } from "../core/days.ts";
import type { FileOf } from "../core/file-rows.ts";
import { openWords, reviewWords } from "../core/free-words.ts";
import { byTime, readPage } from "../core/page.ts";
import { reviews, staff } from "../infra/db/schema/index.ts";
import type { ReviewDeps } from "./deps.ts";

/** One this version has never heard of is told as it is. */
const reasonWords = (code: string) => (isReviewReason(code) ? reviewReasons[code].label : { zh: code, en: code });

type FileDeps = Pick<ReviewDeps, "db" | "sealer">;

export const decisionFile = ({ db, sealer }: FileDeps): FileOf<typeof decisionList> => ({
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
      words: openWords(sealer, reviewWords, review),
      undoneAt: review.undoneAt?.toISOString() ?? null,
      collectionId: review.collectionId,
    }));
    return { rows: cells, next };
  },
});

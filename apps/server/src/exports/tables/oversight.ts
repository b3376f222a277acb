/** The audit log, and the decisions of reviewers. */
import { collectionMoves, isReviewReason, reviewReasons } from "@gradphoto/domain";
import { exportedLists } from "@gradphoto/domain/routes";
import { and, asc, count, eq, gt } from "drizzle-orm";
import { matchingEntries } from "../../core/audit/matching-entries.ts";
import { onDays } from "../../core/days.ts";
import { cursorOf, isAfterRising } from "../../core/page-cursor.ts";
import { audit, reviews, staff } from "../../infra/db/schema/index.ts";
import type { ExportDeps } from "../deps.ts";
import type { Scope } from "../scope.ts";
import { pageOf, rowsAtOnce, type SourceOf, timeText, wordIn } from "./table-source.ts";

/** As its page is narrowed. */
const isMatching = ({ db }: ExportDeps, { filters }: Scope) =>
  matchingEntries(db, exportedLists.audit.query.parse({ ...filters, limit: 1 }));

export const auditSource: SourceOf<"audit"> = {
  count: async (deps, scope) => deps.db.$count(audit, await isMatching(deps, scope)),
  page: async (deps, scope, after) => {
    const found = await deps.db
      .select()
      .from(audit)
      .where(and(await isMatching(deps, scope), after === null ? undefined : gt(audit.seq, Number(after))))
      .orderBy(asc(audit.seq))
      .limit(rowsAtOnce + 1);
    return pageOf(
      found,
      ({ seq, at, actor, action, subject, details, hash }) => ({
        seq,
        at: timeText(at),
        actor,
        action,
        subject,
        details: JSON.stringify(details),
        hash,
      }),
      ({ seq }) => String(seq),
    );
  },
};

export const decisionSource: SourceOf<"staff-decisions"> = {
  count: async ({ db }, scope) => {
    const [counted] = await db.select({ count: count() }).from(reviews).where(onDays(reviews.at, scope.filters));
    return counted?.count ?? 0;
  },
  page: async ({ db }, scope, after) => {
    const { language } = scope;
    const found = await db
      .select({ review: reviews, reviewer: staff.username })
      .from(reviews)
      .innerJoin(staff, eq(staff.id, reviews.reviewerId))
      .where(
        and(
          onDays(reviews.at, scope.filters),
          after === null ? undefined : isAfterRising(after, reviews.at, reviews.id),
        ),
      )
      .orderBy(asc(reviews.at), asc(reviews.id))
      .limit(rowsAtOnce + 1);
    const reasonWord = (code: string): string =>
      wordIn(language, isReviewReason(code) ? reviewReasons[code].label : undefined, code);
    return pageOf(
      found,
      ({ review, reviewer }) => ({
        at: timeText(review.at),
        reviewer,
        decision: collectionMoves[review.decision][language],
        reasons: review.reasons.map(reasonWord).join(language === "zh" ? "；" : "; "),
        words: review.words,
        undoneAt: timeText(review.undoneAt),
        collectionId: review.collectionId,
      }),
      ({ review }) => cursorOf({ createdAt: review.at, id: review.id }),
    );
  },
};

/** Routes of the student's submission: submit, withdraw, appeal, and correct identity data. */
import { z } from "zod";
import { id, writtenText } from "../core/fields.ts";
import type { RouteDefinition } from "../core/route.ts";
import type { collectionPaths } from "./paths.ts";
import { collectionSchema } from "./routes.ts";

const params = z.object({ collectionId: id });
const words = writtenText(500);
const moveErrors = ["not-found", "move-not-allowed", "collection-frozen", "moved-meanwhile"] as const;

export const submissionRoutes = {
  submitAttempt: {
    summary: { zh: "提交审核", en: "Submit one attempt's standard photo for review" },
    roles: ["student"],
    params,
    body: z.object({ attemptId: id }),
    answers: collectionSchema,
    errors: [...moveErrors, "attempt-not-made", "photo-deleted", "consent-missing"],
  },
  takeBackSubmission: {
    summary: { zh: "撤回提交（审核员开始审核前）", en: "Withdraw the own submission, until a reviewer holds it" },
    roles: ["student"],
    params,
    answers: collectionSchema,
    errors: [...moveErrors, "submission-in-hand"],
  },
  appealRejection: {
    summary: {
      zh: "申诉：审核未通过的照片，或机器检查未通过的最近一张，请复核员（人）来看",
      en: "Ask a senior reviewer to look again at the photo that was rejected, or at the latest one that the checks refused",
    },
    roles: ["student"],
    params,
    /** `attemptId`: the attempt that the checks refused; absent: the one that a reviewer rejected. */
    body: z.object({ reason: words, attemptId: id.optional() }),
    answers: collectionSchema,
    errors: [...moveErrors, "photo-deleted", "consent-missing", "attempt-not-made"],
  },
  correctIdentity: {
    summary: { zh: "更正信息", en: "Put the data of a newly read code in place of wrong ones" },
    roles: ["student"],
    params,
    body: z.object({ readingId: id }),
    answers: collectionSchema,
    errors: [
      ...moveErrors,
      "correction-not-open",
      "reading-expired",
      "last-four-missing",
      "code-used-by-other",
      "code-already-collected",
    ],
  },
} as const satisfies Partial<Record<keyof typeof collectionPaths, RouteDefinition>>;

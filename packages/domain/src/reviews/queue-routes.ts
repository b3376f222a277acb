/** What reviewers and senior ones see of the queue: how much waits, who has what in hand, what was decided. */
import { z } from "zod";
import { reasonSchema, status } from "../collections/routes.ts";
import { bilingualSchema, id, instant, openCode, pageCursor, pageLimit } from "../core/fields.ts";
import { filtersOf, itemOf } from "../core/list-schemas.ts";
import type { RouteDefinition } from "../core/route.ts";
import { decisionList, leaseList } from "./lists.ts";
import type { reviewPaths } from "./paths.ts";
import { knownSchema, reviewSchema } from "./routes.ts";

const reviewers = ["reviewer", "senior-reviewer"] as const;
const params = z.object({ collectionId: id });
const amount = z.int().min(0);
const page = { limit: pageLimit, after: pageCursor.optional() };

const waiting = { waiting: amount, dueToday: amount, overdue: amount };

export const decidedSchema = itemOf(decisionList, {
  reviewId: id,
  decisionCode: openCode,
  /** Not told to the student yet. */
  isHeld: z.boolean(),
  /** The second look's verdict; null: there was none, or it is not decided. */
  second: z.object({ decision: openCode, agrees: z.boolean(), reasons: z.array(reasonSchema) }).nullable(),
  ...knownSchema.shape,
  /** The second look said otherwise, and nobody has acted on it yet. */
  mayBeRecalled: z.boolean(),
});

export const reviewQueueRoutes = {
  readReasonAdvice: {
    summary: {
      zh: "各条原因下学生看到的说明",
      en: "What students read under each reason, as operators have set it",
    },
    roles: reviewers,
    answers: z.object({ reasons: z.array(z.object({ code: openCode, advice: bilingualSchema })) }),
    errors: [],
  },
  readReviewQueue: {
    summary: {
      zh: "待审数量：等待、今天到期、超期、手上，按项目",
      en: "How much waits for the caller's role: in all, due today, overdue, in hand, and by project",
    },
    roles: reviewers,
    answers: z.object({
      ...waiting,
      /** Of those that wait: a senior reviewer alone decides. */
      forSenior: amount,
      projects: z.array(
        z.object({
          projectId: id,
          schoolCode: z.string(),
          schoolName: z.string(),
          categoryLabel: bilingualSchema,
          graduationYear: z.int(),
          ...waiting,
        }),
      ),
    }),
    errors: [],
  },
  listDecisions: {
    summary: { zh: "审核决定，可按审核员、决定、原因、申诉与复核查找", en: "The decisions of reviewers, latest first" },
    roles: decisionList.roles,
    query: z.object({ ...filtersOf(decisionList), ...page }),
    answers: z.object({
      decisions: z.array(decidedSchema),
      next: z.string().nullable(),
    }),
    errors: [],
  },
  readDecision: {
    summary: {
      zh: "查看一个审核决定和当时的照片：自己的，复核员可看任何一个",
      en: "The photo that a decision was made on: one's own, or any for a senior reviewer",
    },
    roles: reviewers,
    params: z.object({ reviewId: id }),
    answers: z.object({ decision: decidedSchema, review: reviewSchema }),
    errors: ["not-found", "photo-deleted"],
  },
  recallDecision: {
    summary: {
      zh: "抽查不同的决定：在学生得知、照片上传之前撤回，由复核员重新决定",
      en: "Recall a decision that the second look found wrong, before its student is told or its photo uploaded",
    },
    roles: ["senior-reviewer"],
    params: z.object({ reviewId: id }),
    answers: z.object({ ...status, leaseEndsAt: instant }),
    errors: [
      "not-found",
      "move-not-allowed",
      "collection-frozen",
      "moved-meanwhile",
      "not-seen-otherwise",
      "recall-too-late",
    ],
  },
  listReviewLeases: {
    summary: { zh: "谁手上有哪些待审照片", en: "Who has which submission in hand" },
    roles: leaseList.roles,
    query: z.object(page),
    answers: z.object({ leases: z.array(itemOf(leaseList, {})), next: z.string().nullable() }),
    errors: [],
  },
  freeReview: {
    summary: {
      zh: "收回审核员手上的一份，放回队列",
      en: "Take a submission out of a reviewer's hand, back into the queue",
    },
    roles: leaseList.roles,
    params,
    answers: z.object({}),
    errors: ["not-found"],
  },
  readEarlierPhoto: {
    summary: {
      zh: "查看同一学生此前的一张照片",
      en: "An earlier photo of the submission in hand, with what became of it",
    },
    roles: reviewers,
    params: z.object({ collectionId: id, attemptId: id }),
    answers: z.object({
      attemptId: id,
      number: z.int(),
      createdAt: instant,
      /** null once the pictures are deleted. */
      originalUrl: z.string().nullable(),
      photoUrl: z.string().nullable(),
    }),
    errors: ["not-found"],
  },
} as const satisfies Partial<Record<keyof typeof reviewPaths, RouteDefinition>>;

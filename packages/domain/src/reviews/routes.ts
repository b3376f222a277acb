/** The student's submission and what a reviewer does with it. */
import { z } from "zod";
import { maskedStudentSchema } from "../codes/routes.ts";
import { collectionSchema, reasonSchema, status } from "../collections/routes.ts";
import { bilingualSchema, id, instant, openCode, schoolCode, typedText, writtenText } from "../core/fields.ts";
import type { RouteDefinition } from "../core/route.ts";
import { reportSchema } from "../photo-standard/schemas.ts";
import type { reviewPaths } from "./paths.ts";
import { reviewerReasonCodes } from "./review-reasons.ts";

const params = z.object({ collectionId: id });
const words = writtenText(500);
const reviewers = ["reviewer", "senior-reviewer"] as const;
const moveErrors = ["not-found", "move-not-allowed", "collection-frozen", "moved-meanwhile"] as const;
const decisionErrors = [...moveErrors, "review-lease-ended"] as const;
const approvalErrors = [...decisionErrors, "consent-withdrawn", "photo-not-opened"] as const;

const decision = z.object({
  collectionId: id,
  attemptId: id,
  decision: openCode,
  reasons: z.array(reasonSchema),
  words: z.string().nullable(),
  at: instant,
  undone: z.boolean(),
});

/** Nothing in it names the student in full, and nothing holds an ID number. */
export const reviewSchema = z.object({
  ...status,
  /** Until when it is the caller's alone; null when they only look. */
  leaseEndsAt: instant.nullable(),
  /** A senior reviewer decides. */
  forSenior: z.boolean(),
  submittedAt: instant,
  dueAt: instant,
  /** False while the year's holidays are not published. */
  dueCertain: z.boolean(),
  student: maskedStudentSchema,
  /** `clothing`: what the school asks of the clothes beyond the rules; empty: nothing. */
  project: z.object({
    schoolName: z.string(),
    categoryLabel: bilingualSchema,
    graduationYear: z.int(),
    clothing: z.string(),
  }),
  specId: openCode,
  attempt: z.object({ attemptId: id, number: z.int(), source: openCode, byRole: openCode, createdAt: instant }),
  /** Without its findings while the machine's verdict is hidden. */
  report: reportSchema,
  /** On a sample, until it is decided: the reviewer judges alone. */
  machineHidden: z.boolean(),
  /** The earlier photo that shows nearly the same: the student's own, or another account's; null: none. */
  seenBefore: z.object({ own: z.boolean(), createdAt: instant, originalUrl: z.string().nullable() }).nullable(),
  earlierAttempts: z.array(z.object({ attemptId: id, number: z.int(), state: openCode, createdAt: instant })),
  /** Oldest first. */
  decisions: z.array(decision),
  /** What the student or the reviewer before wrote when handing it over. */
  handedOverBecause: z.string().nullable(),
  /** The move: `appeal` of the student, `escalate` of a reviewer. */
  handedOverBy: openCode.nullable(),
  /** null once the pictures are deleted. */
  pictures: z.object({ originalUrl: z.string().nullable(), photoUrl: z.string().nullable() }),
});

const decided = z.object({
  ...status,
  /** Until then the same person may take it back. */
  undoUntil: instant.nullable(),
});

const lease = z.object({ leaseEndsAt: instant });

/** What a photo that was decided is, or may be, to those who keep known photos; the same for each to anyone else. */
export const knownSchema = z.object({
  /** Since when its collection has a known photo in use; null: none. */
  knownSince: instant.nullable(),
  /** Decided for good, the pictures still there. */
  mayBeKnown: z.boolean(),
  /** Once its collection has ended. */
  mayBecomeKnown: z.boolean(),
});

export const reviewRoutes = {
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
    /** `attemptId`: of the one that the checks refused; absent: the one that a reviewer rejected. */
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
  takeNextReviews: {
    summary: {
      zh: "领取待审：已领的续期，再补足到所需份数",
      en: "Renew what the caller has in hand and fill it up to so many",
    },
    roles: reviewers,
    /** `projectId`: of that project alone; `schoolCode`: of all projects of that school. */
    body: z.object({
      count: z.int().min(1).max(4),
      projectId: id.optional(),
      schoolCode: schoolCode.optional(),
    }),
    answers: z.object({ reviews: z.array(reviewSchema) }),
    errors: [],
  },
  readReview: {
    summary: { zh: "查看一份送审", en: "One submission: in hand, decided on, or any for a senior reviewer" },
    roles: reviewers,
    params,
    answers: reviewSchema,
    errors: ["not-found"],
  },
  renewReviewLease: {
    summary: { zh: "续期", en: "Keep one in hand for another five minutes" },
    roles: reviewers,
    params,
    answers: lease,
    errors: ["review-taken", "review-lease-ended"],
  },
  releaseReview: {
    summary: {
      zh: "放回：留给别人（十分钟内不再给自己），或只是离开一会儿",
      en: "Give one back undecided: to others, who have it first for ten minutes, or to whoever comes",
    },
    roles: reviewers,
    params,
    body: z.object({ leftTo: z.enum(["others", "anyone"]) }),
    answers: z.object({}),
    errors: [],
  },
  approveReview: {
    summary: { zh: "通过", en: "Approve" },
    roles: reviewers,
    params,
    answers: decided,
    errors: approvalErrors,
  },
  rejectReview: {
    summary: { zh: "不通过", en: "Reject with one or several reasons" },
    roles: reviewers,
    params,
    body: z.object({ reasons: z.array(z.enum(reviewerReasonCodes)).min(1).max(10), words: words.optional() }),
    answers: decided,
    errors: [...decisionErrors, "note-missing"],
  },
  escalateReview: {
    summary: { zh: "转复核", en: "Hand to a senior reviewer" },
    roles: ["reviewer"],
    params,
    body: z.object({ reason: words }),
    answers: decided,
    errors: decisionErrors,
  },
  grantException: {
    summary: { zh: "按特殊情况通过", en: "Approve as an exception, with its evidence" },
    roles: ["senior-reviewer"],
    params,
    body: z.object({ evidence: typedText(1000) }),
    answers: decided,
    errors: approvalErrors,
  },
  undoDecision: {
    summary: {
      zh: "撤销自己的决定：五分钟内，学生尚未得知、照片尚未上传、复核员尚未接手",
      en: "Take back one's own decision within five minutes, while nobody acts on it yet",
    },
    roles: reviewers,
    params,
    answers: z.object({ ...status, leaseEndsAt: instant }),
    errors: ["not-found", "moved-meanwhile", "undo-too-late", "review-taken"],
  },
  listMyDecisions: {
    summary: {
      zh: "我最近的决定：最后五个，加上还可以撤销的",
      en: "The caller's last five decisions and all that may still be taken back, latest first",
    },
    roles: reviewers,
    answers: z.object({
      decisions: z.array(
        decision.extend({
          reviewId: id,
          ...maskedStudentSchema.pick({ nameMasked: true, studentNumberMasked: true, department: true }).shape,
          /** null once the pictures are deleted. */
          photoUrl: z.string().nullable(),
          undoUntil: instant.nullable(),
          ...knownSchema.shape,
        }),
      ),
    }),
    errors: [],
  },
  listSeenOtherwise: {
    summary: {
      zh: "抽查不同的：我最近两周的决定",
      en: "Of the caller's decisions of two weeks, those that a second look saw otherwise, latest first",
    },
    roles: reviewers,
    answers: z.object({
      decisions: z
        .array(
          decision.extend({
            reviewId: id,
            nameMasked: z.string(),
            second: z.object({ decision: openCode, reasons: z.array(reasonSchema), at: instant }),
            /** It was taken back for that. */
            recalled: z.boolean(),
          }),
        )
        .max(10),
    }),
    errors: [],
  },
} as const satisfies Partial<Record<keyof typeof reviewPaths, RouteDefinition>>;

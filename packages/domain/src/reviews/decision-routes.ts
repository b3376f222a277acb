/** Routes for decisions: each refers to its task and photo, and has its own id for undo, recall and lists. */
import { z } from "zod";
import { maskedStudentSchema } from "../codes/routes.ts";
import { reasonSchema } from "../collections/routes.ts";
import { id, instant, openCode, pageQuery, typedText, writtenText } from "../core/fields.ts";
import { filtersOf, itemOf } from "../core/list-schemas.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { decisionList } from "./lists.ts";
import { reviewerReasonCodes } from "./review-reasons.ts";
import { pastDecisionSchema, taskSchema } from "./task-routes.ts";

const params = z.object({ decisionId: id });
const words = writtenText(500);
const reviewers = ["reviewer", "senior-reviewer"] as const;
const moveErrors = [
  "not-found",
  "move-not-allowed",
  "collection-frozen",
  "moved-meanwhile",
] as const;

/** Honeypot state of a decided photo, for roles that manage honeypots. For all other roles the values never vary. */
const decisionFields = z.object({
  /** Time since which a photo of the collection is an active honeypot; null: none. */
  honeypotSince: instant.nullable(),
  /** The decision is final and the pictures are still stored: the photo can become a honeypot now. */
  isHoneypotCandidate: z.boolean(),
  /** The photo can become a honeypot once its collection has ended. */
  canBecomeHoneypot: z.boolean(),
});

const decidedSchema = itemOf(decisionList, {
  decisionId: id,
  collectionId: id,
  decisionCode: openCode,
  /** True while the decision is on hold: the student has not been notified. */
  isHeld: z.boolean(),
  /** Verdict of the second look; null: there was none, or it is not decided yet. */
  second: z
    .object({ decision: openCode, agrees: z.boolean(), reasons: z.array(reasonSchema) })
    .nullable(),
  ...decisionFields.shape,
  /** The second look disagreed, and nobody has acted on the decision yet. */
  mayBeRecalled: z.boolean(),
});

/** Only reviewers escalate, and only senior reviewers grant exceptions; a second look approves or rejects. */
const decisionSchema = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("approve") }),
  z.object({
    outcome: z.literal("reject"),
    reasons: z.array(z.enum(reviewerReasonCodes)).min(1).max(10),
    words: words.optional(),
  }),
  z.object({ outcome: z.literal("escalate"), words }),
  z.object({ outcome: z.literal("grant-exception"), evidence: typedText(1000) }),
]);

export const decisionRoutes = {
  decide: {
    summary: {
      zh: "决定：编号由客户端生成，重复发送结果相同",
      en: "Decide a task under an id that the client made: the same again is answered the same",
    },
    roles: reviewers,
    params,
    body: z.object({
      taskId: id,
      /** The photo that the reviewer looked at. */
      attemptId: id,
      decision: decisionSchema,
      /** Time by the client's clock; the server limits it to the lease. */
      madeAt: instant,
      /** Time for which the reviewer saw the photo, in ms. */
      lookMs: z.int().min(0).max(86_400_000),
    }),
    answers: z.object({
      decisionId: id,
      taskId: id,
      at: instant,
      /** Time until which the same person may undo the decision; null: it is final at once. */
      undoUntil: instant.nullable(),
      /** For a second look: the first decision, disclosed only after the verdict. */
      first: decidedSchema.nullable(),
    }),
    errors: [
      ...moveErrors,
      "review-taken",
      "review-lease-ended",
      "decision-differs",
      "consent-withdrawn",
      "photo-not-opened",
      "note-missing",
    ],
  },
  undoDecision: {
    summary: {
      zh: "撤销自己的决定：五分钟内，学生尚未得知、照片尚未上传、复核员尚未接手",
      en: "Take back one's own decision in time, while nobody acts on it yet; its photo is in hand again",
    },
    roles: reviewers,
    params,
    answers: z.object({ task: taskSchema }),
    errors: ["not-found", "moved-meanwhile", "undo-too-late", "review-taken"],
  },
  recallDecision: {
    summary: {
      zh: "抽查意见不一致的决定：在学生得知、照片上传之前撤回，由复核员重新决定",
      en: "Recall a decision that the second look found wrong, before its student is notified or its photo uploaded",
    },
    roles: ["senior-reviewer"],
    params,
    answers: z.object({ task: taskSchema }),
    errors: [...moveErrors, "not-seen-otherwise", "recall-too-late"],
  },
  listDecisions: {
    summary: {
      zh: "审核决定，可按审核员、决定、原因、申诉与复核查找",
      en: "The decisions of reviewers, latest first",
    },
    roles: decisionList.roles,
    query: z.object({ ...filtersOf(decisionList), ...pageQuery }),
    answers: z.object({ decisions: z.array(decidedSchema), next: z.string().nullable() }),
  },
  readDecision: {
    summary: {
      zh: "查看一个审核决定和当时的照片：自己的，复核员可看任何一个",
      en: "The photo that a decision was made on: one's own, or any for a senior reviewer",
    },
    roles: reviewers,
    params,
    answers: z.object({ decision: decidedSchema, task: taskSchema }),
    errors: ["not-found", "photo-deleted"],
  },
  listMyDecisions: {
    summary: {
      zh: "我最近的决定：最后五个，加上还可以撤销的",
      en: "The caller's last five decisions and all that may still be undone, latest first",
    },
    roles: reviewers,
    answers: z.object({
      decisions: z.array(
        pastDecisionSchema.extend({
          taskId: id,
          ...maskedStudentSchema.pick({
            nameMasked: true,
            studentNumberMasked: true,
            department: true,
          }).shape,
          /** null once the pictures are deleted. */
          photoUrl: z.string().nullable(),
          undoUntil: instant.nullable(),
          ...decisionFields.shape,
        }),
      ),
    }),
  },
  listSeenOtherwise: {
    summary: {
      zh: "抽查意见不一致的：我最近两周的决定",
      en: "Of the caller's decisions of two weeks, those that a second look saw otherwise, latest first",
    },
    roles: reviewers,
    answers: z.object({
      decisions: z
        .array(
          pastDecisionSchema.extend({
            nameMasked: z.string(),
            second: z.object({ decision: openCode, reasons: z.array(reasonSchema), at: instant }),
            /** True if the decision was recalled because of the second look. */
            recalled: z.boolean(),
          }),
        )
        .max(10),
    }),
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

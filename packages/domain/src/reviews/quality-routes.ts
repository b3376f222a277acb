/** How good reviewing is: blind second looks, photos whose answer is known, and the figures of both. */
import { z } from "zod";
import { reasonSchema } from "../collections/routes.ts";
import { id, instant, openCode, pageCursor, pageLimit } from "../core/fields.ts";
import { filtersOf, itemOf } from "../core/list-schemas.ts";
import type { RouteDefinition } from "../core/route.ts";
import { honeypotList } from "./lists.ts";
import type { reviewPaths } from "./paths.ts";
import { decidedSchema } from "./queue-routes.ts";
import { reviewerReasonCodes } from "./review-reasons.ts";
import { reviewSchema } from "./routes.ts";

const seniors = ["senior-reviewer"] as const;

const reason = z.enum(reviewerReasonCodes);
const verdict = z.discriminatedUnion("decision", [
  z.object({ decision: z.literal("approve"), reasons: z.array(reason).length(0) }),
  z.object({ decision: z.literal("reject"), reasons: z.array(reason).min(1).max(10) }),
]);

const shownVerdict = z.object({ decision: openCode, reasons: z.array(reasonSchema) });

const honeypot = itemOf(honeypotList, {
  honeypotId: id,
  /** The decision that it was chosen by, with its photo. */
  reviewId: id.nullable(),
  expected: shownVerdict,
  /** Since when it is shown to nobody any more; null while it is in use. */
  endedAt: instant.nullable(),
});

const share = z.number().min(0).max(1).nullable();
const kappa = z.number().min(-1).max(1);
/** Cohen's kappa with its 95 % interval: 1 full agreement, 0 as chance would have it. */
const agreement = z.object({
  pairs: z.int().min(0),
  /** They say nothing yet. */
  tooFew: z.boolean(),
  /** null for too few pairs, and where both always gave the same answer. */
  kappa: z.object({ value: kappa, low: kappa, high: kappa }).nullable(),
});

export const reviewQualityRoutes = {
  takeSecondLook: {
    summary: {
      zh: "领取一份抽查复核（盲审）：看不到第一次的决定",
      en: "Take one decided submission to look at again, the first decision not shown",
    },
    roles: seniors,
    answers: z.object({ look: z.object({ lookId: id, review: reviewSchema }).nullable(), waiting: z.int().min(0) }),
    errors: [],
  },
  decideSecondLook: {
    summary: { zh: "抽查复核的结论；随后显示第一次的决定", en: "Judge it; the first decision is shown in return" },
    roles: seniors,
    params: z.object({ lookId: id }),
    body: z.object({ verdict }),
    answers: decidedSchema,
    errors: ["not-found", "second-look-decided", "photo-not-opened"],
  },
  listHoneypots: {
    summary: { zh: "质检样片", en: "Photos whose answer is known, latest first" },
    roles: honeypotList.roles,
    /** Its filters are of the answers: by whom, on which days. */
    query: z.object({ ...filtersOf(honeypotList), limit: pageLimit, after: pageCursor.optional() }),
    answers: z.object({ honeypots: z.array(honeypot), next: z.string().nullable() }),
    errors: [],
  },
  addHoneypot: {
    summary: {
      zh: "把一份已有定论的照片混入审核队列，用来检验审核",
      en: "Mix a submission that is decided for good into the queue, to test reviewing",
    },
    roles: seniors,
    body: z.object({ collectionId: id, verdict }),
    answers: honeypot,
    errors: ["not-found", "review-still-open", "photo-deleted"],
  },
  endHoneypot: {
    summary: { zh: "不再使用这张质检样片", en: "Show it to nobody any more" },
    roles: seniors,
    params: z.object({ honeypotId: id }),
    answers: honeypot,
    errors: ["not-found"],
  },
  readReviewQuality: {
    summary: {
      zh: "审核质量：速度、一致性、疲劳、机器结论的影响",
      en: "Reviewing in figures: speed, agreement, fatigue, the pull of the machine's verdict",
    },
    roles: seniors,
    query: z.object({ from: z.iso.date(), until: z.iso.date() }),
    answers: z.object({
      reviewers: z.array(
        z.object({
          reviewerId: id,
          name: z.string(),
          decisions: z.int().min(0),
          rejectShare: share,
          medianSeconds: z.number().min(0).nullable(),
          username: z.string(),
          /** With second looks. */
          agreement,
          /** Of those, how many said otherwise. */
          otherwise: z.int().min(0),
          honeypots: z.int().min(0),
          honeypotsRight: z.int().min(0),
        }),
      ),
      /** Of second looks: whether both gave this reason. */
      reasons: z.array(reasonSchema.extend({ both: z.int(), one: z.int(), agreement })),
      agreement,
      /** By how long a reviewer had been at it without a break of a quarter of an hour. */
      fatigue: z.array(
        z.object({ fromMinute: z.int(), decisions: z.int(), medianSeconds: z.number().nullable(), disagreed: share }),
      ),
      /** Rejections where the checks noted something, with the machine's verdict shown and hidden. */
      machine: z.array(z.object({ noted: z.boolean(), hidden: z.boolean(), decisions: z.int(), rejectShare: share })),
    }),
    errors: [],
  },
} as const satisfies Partial<Record<keyof typeof reviewPaths, RouteDefinition>>;

/** Routes for the quality of reviews: honeypots, and the figures of each reviewer. */
import { z } from "zod";
import { reasonSchema } from "../collections/routes.ts";
import { id, instant, openCode, pageQuery } from "../core/fields.ts";
import { filtersOf, itemOf } from "../core/list-schemas.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { honeypotList } from "./lists.ts";
import { reviewerReasonCodes } from "./review-reasons.ts";

const seniors = ["senior-reviewer"] as const;

const reason = z.enum(reviewerReasonCodes);
const verdict = z.discriminatedUnion("decision", [
  z.object({ decision: z.literal("approve"), reasons: z.array(reason).length(0) }),
  z.object({ decision: z.literal("reject"), reasons: z.array(reason).min(1).max(10) }),
]);

const visibleVerdict = z.object({ decision: openCode, reasons: z.array(reasonSchema) });

const honeypot = itemOf(honeypotList, {
  honeypotId: id,
  /** The decision from which the honeypot was chosen, with its photo. */
  decisionId: id.nullable(),
  expected: visibleVerdict,
  /** Time at which the honeypot was taken out of use; null while it is in use. */
  endedAt: instant.nullable(),
});

const share = z.number().min(0).max(1).nullable();
const kappa = z.number().min(-1).max(1);
/** Cohen's kappa with its 95 % interval: 1 is full agreement, 0 is chance level. */
const agreement = z.object({
  pairs: z.int().min(0),
  /** True if there are too few pairs for a statement. */
  insufficientData: z.boolean(),
  /** null for too few pairs, and if both sides always gave the same answer. */
  kappa: z.object({ value: kappa, low: kappa, high: kappa }).nullable(),
});

const figures = z.object({
  decisions: z.int().min(0),
  /** Median time for which a photo was looked at. */
  medianSeconds: z.number().min(0).nullable(),
  /** Decisions with a second look, and how many of them it disagreed with. */
  secondLooks: z.int().min(0),
  otherwise: z.int().min(0),
  /** Honeypots that were answered, answered correctly, and left to other reviewers. */
  honeypots: z.int().min(0),
  honeypotsRight: z.int().min(0),
  honeypotsLeft: z.int().min(0),
});

export const reviewQualityRoutes = {
  listHoneypots: {
    summary: { zh: "质检样片", en: "Photos whose answer is known, latest first" },
    roles: honeypotList.roles,
    /** The filters apply to the answers: reviewer and days. */
    query: z.object({ ...filtersOf(honeypotList), ...pageQuery }),
    answers: z.object({ honeypots: z.array(honeypot), next: z.string().nullable() }),
  },
  addHoneypot: {
    summary: {
      zh: "把一份已有定论的照片混入审核队列，用来检验审核",
      en: "Mix a submission that is decided for good into the queue, to test reviewing",
    },
    roles: seniors,
    body: z.object({ decisionId: id, verdict }),
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
      zh: "审核质量：每位审核员单张审核与快审的速度、一致性、质检样片",
      en: "Reviewing in figures: pace, agreement and test photos of each reviewer, at the desk and on sheets",
    },
    roles: seniors,
    query: z.object({ from: z.iso.date(), until: z.iso.date() }),
    answers: z.object({
      reviewers: z.array(
        z.object({
          reviewerId: id,
          name: z.string(),
          username: z.string(),
          rejectShare: share,
          /** Agreement with second looks. */
          agreement,
          desk: figures,
          sheet: figures,
          /** The reviewer missed too many honeypots on contact sheets and may work only at the desk. */
          sheetsWithdrawn: z.boolean(),
        }),
      ),
      agreement,
      /** Per day in Beijing time: decisions, and the share of second looks that disagreed. */
      days: z.array(z.object({ day: z.iso.date(), decisions: z.int().min(0), disagreed: share })),
    }),
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

/** The student's collections: what they are, where they stand, what comes next. */
import { z } from "zod";
import { maskedStudentSchema } from "../codes/routes.ts";
import { bilingualSchema, fen, id, instant, openCode, tone } from "../core/fields.ts";
import type { RouteDefinition } from "../core/route.ts";
import { photoSpecSchema } from "../photo-standard/spec-schemas.ts";
import { projectSchema } from "../schools/routes.ts";
import type { collectionPaths } from "./paths.ts";

/** Label, tone and moves come with every answer, so that a released client can show states it has never heard of. */
export const status = {
  collectionId: id,
  state: openCode,
  label: bilingualSchema,
  tone,
  final: z.boolean(),
  createdAt: instant,
  movedAt: instant,
};

const offeredMove = z.object({ move: openCode, label: bilingualSchema, asks: z.array(openCode) });

const pastMove = z.object({
  move: openCode,
  moveLabel: bilingualSchema,
  state: openCode,
  stateLabel: bilingualSchema,
  at: instant,
  /** The role that made it, never the person. */
  byLabel: bilingualSchema,
  reason: bilingualSchema.nullable(),
});

/** A reason as the student reads it; a code this version does not know comes with its words all the same. */
export const reasonSchema = z.object({ code: openCode, label: bilingualSchema, advice: bilingualSchema });

export const collectionSchema = z.object({
  ...status,
  /** What the caller may do now. */
  moves: z.array(offeredMove),
  project: projectSchema,
  student: maskedStudentSchema,
  feeFen: fen,
  /** Oldest first. */
  history: z.array(pastMove),
  /** What is under review or was decided on; null while nothing is submitted. */
  submission: z
    .object({
      attemptId: id,
      submittedAt: instant,
      reviewDueAt: instant,
      /** False while the year's holidays are not published. */
      reviewDueCertain: z.boolean(),
    })
    .nullable(),
  /** Why a reviewer or the registry refused last; null when nobody did, and once the photo is approved. */
  refusal: z
    .object({
      /** review or registry. */
      by: openCode,
      attemptId: id,
      at: instant,
      reasons: z.array(reasonSchema),
      words: z.string().nullable(),
    })
    .nullable(),
  /** Since when customer service lets the student put a new code in place of wrong data; null when it does not. */
  correctionOpenedAt: instant.nullable(),
});

export const collectionSummarySchema = z.object({
  ...status,
  schoolName: z.string(),
  categoryLabel: bilingualSchema,
  graduationYear: z.int(),
});

export const collectionRoutes = {
  startCollection: {
    summary: { zh: "进入采集", en: "Start the collection of a verified student" },
    roles: ["student"],
    /** `noPhotoYet`: the student has looked at CHSI, and there is no graduation photo. */
    body: z.object({ readingId: id, noPhotoYet: z.literal(true) }),
    answers: collectionSchema,
    errors: [
      "phone-missing",
      "not-found",
      "reading-expired",
      "last-four-missing",
      "code-used-by-other",
      "code-already-collected",
      "project-not-open",
      "project-closed",
    ],
  },
  listCollections: {
    summary: { zh: "我的采集", en: "The caller's collections, latest first" },
    roles: ["student"],
    answers: z.object({ collections: z.array(collectionSummarySchema) }),
    errors: [],
  },
  readCollection: {
    summary: { zh: "采集详情", en: "One collection of the caller" },
    roles: ["student"],
    params: z.object({ collectionId: id }),
    answers: collectionSchema,
    errors: ["not-found"],
  },
  readPhotoSpec: {
    summary: {
      zh: "照片规格：这份采集的照片按它制作和检查",
      en: "The spec that the photos of one collection are made and checked by",
    },
    roles: ["student"],
    params: z.object({ collectionId: id }),
    answers: z.object({ spec: photoSpecSchema }),
    errors: ["not-found"],
  },
} as const satisfies Partial<Record<keyof typeof collectionPaths, RouteDefinition>>;

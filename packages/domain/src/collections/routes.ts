/** Routes of the student's collections: data, state and next moves. */
import { z } from "zod";
import { maskedStudentSchema } from "../codes/routes.ts";
import {
  bilingualSchema,
  fen,
  id,
  instant,
  openCode,
  tone,
  typedText,
  writtenText,
} from "../core/fields.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { photoSpecSchema } from "../photo-standard/spec-schemas.ts";
import { projectSchema } from "../schools/routes.ts";

/** Every answer includes label, tone and moves, so that a released client can display states that it does not know. */
export const statusFields = {
  collectionId: id,
  state: openCode,
  label: bilingualSchema,
  tone,
  final: z.boolean(),
  createdAt: instant,
  movedAt: instant,
};

const offeredMove = z.object({
  move: openCode,
  label: bilingualSchema,
  requirements: z.array(openCode),
});

const pastMove = z.object({
  move: openCode,
  moveLabel: bilingualSchema,
  state: openCode,
  stateLabel: bilingualSchema,
  at: instant,
  /** Label of the role that made the move, never the person. */
  byLabel: bilingualSchema,
  reason: bilingualSchema.nullable(),
});

/** A reason as the student reads it; it includes its texts, so that clients can display an unknown code. */
export const reasonSchema = z.object({
  code: openCode,
  label: bilingualSchema,
  advice: bilingualSchema,
});

export const collectionSchema = z.object({
  ...statusFields,
  /** Moves that the caller may make now. */
  moves: z.array(offeredMove),
  project: projectSchema,
  student: maskedStudentSchema,
  feeFen: fen,
  /** Oldest first. */
  history: z.array(pastMove),
  /** The photo that is under review or was decided; null if nothing is submitted. */
  submission: z
    .object({
      attemptId: id,
      submittedAt: instant,
      reviewDueAt: instant,
      /** False if the holidays of the year are not published yet. */
      reviewDueCertain: z.boolean(),
    })
    .nullable(),
  /** The last rejection by a reviewer or the registry; null if there is none, and after the photo is approved. */
  refusal: z
    .object({
      /** `review` or `registry`. */
      by: openCode,
      attemptId: id,
      at: instant,
      reasons: z.array(reasonSchema),
      words: z.string().nullable(),
    })
    .nullable(),
  /**
   * Time at which customer service allowed the student to correct wrong data with a new code; null if it is not
   * allowed.
   */
  correctionOpenedAt: instant.nullable(),
});

export const collectionSummarySchema = z.object({
  ...statusFields,
  schoolName: z.string(),
  categoryLabel: bilingualSchema,
  graduationYear: z.int(),
});

export const collectionRoutes = {
  startCollection: {
    summary: { zh: "进入采集", en: "Start the collection of a verified student" },
    roles: ["student"],
    /** `noPhotoYet`: the student has checked CHSI and has no graduation photo there. */
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
      "photo-spec-missing",
      "project-closed",
    ],
  },
  listCollections: {
    summary: { zh: "我的采集", en: "The caller's collections, latest first" },
    roles: ["student"],
    answers: z.object({ collections: z.array(collectionSummarySchema) }),
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
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

const params = z.object({ collectionId: id });
const words = writtenText(500);
const moveErrors = [
  "not-found",
  "move-not-allowed",
  "collection-frozen",
  "moved-meanwhile",
] as const;

/** Routes of the student's submission: submit, withdraw, appeal, and correct identity data. */
export const submissionRoutes = {
  submitAttempt: {
    summary: { zh: "提交审核", en: "Submit one attempt's standard photo for review" },
    roles: ["student"],
    params,
    body: z.object({ attemptId: id }),
    answers: collectionSchema,
    errors: [...moveErrors, "attempt-not-made", "photo-deleted", "consent-missing"],
  },
  withdrawOwnSubmission: {
    summary: {
      zh: "撤回提交（审核员开始审核前）",
      en: "Withdraw the own submission, until a reviewer holds it",
    },
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
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

/** Page of masked rows for customer service. */
export const collectionPageFields = {
  collections: z.array(collectionSummarySchema.extend({ student: maskedStudentSchema })),
  /** Goes into `after` for the next page; null on the last. */ next: z.string().nullable(),
};

/** Name and number in full for administrators of the student's school, masked for everybody else. */
export const schoolStudentSchema = z.object({
  name: z.string(),
  studentNumber: z.string(),
  department: z.string(),
  major: z.string(),
  className: z.string(),
});

export const staffCollectionRoutes = {
  findStudents: {
    summary: {
      zh: "按学号或全名查找本校学生；院系管理员只查本院系",
      en: "Find a student of the own school or department by student number or exact full name",
    },
    roles: ["school-admin", "department-admin"],
    body: z.object({ text: typedText(100) }),
    answers: z.object({
      /** Only students who agreed to share their progress with the school; at most 20, latest first. */
      students: z.array(
        collectionSummarySchema.extend({ projectId: id, student: schoolStudentSchema }),
      ),
    }),
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

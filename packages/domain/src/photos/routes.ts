/** Routes that upload photos, report their processing, and display them. */
import { z } from "zod";
import { bilingualSchema, id, instant, openCode, pageQuery, tone } from "../core/fields.ts";
import { staffRoles } from "../core/roles.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { allCopySizes, allPapers } from "../photo-standard/photo-rules.ts";
import { findingSchema } from "../photo-standard/schemas.ts";
import { photoSources } from "./attempt-states.ts";

const count = z.int().min(0);

/** Routes that retry photos whose processing failed. */
export const staffPhotoRoutes = {
  retryFailedAttempts: {
    summary: {
      zh: "重新处理全部能重试的失败照片，每次 limit 张",
      en: "Try every failed photo again that may be, the longest waiting first: `limit` at a time, asked with `next` until it is null",
    },
    roles: ["operator"],
    /** `after`: `next` of the last answer, so that each photo is retried once even if it fails again. */
    body: z.object(pageQuery),
    /** `left`: retryable photos after `next`; 0 when `next` is null. */
    answers: z.object({ retried: count, left: count, next: z.string().nullable() }),
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

const inCollection = z.object({ collectionId: id });
const inAttempt = inCollection.extend({ attemptId: id });

export const photoSource = z.object({ source: z.enum(photoSources) });

const status = {
  attemptId: id,
  /** Counts 1, 2, 3 … within the collection. */
  number: z.int().min(1),
  state: openCode,
  label: bilingualSchema,
  tone,
};

const summary = {
  ...status,
  source: openCode,
  byLabel: bilingualSchema,
  createdAt: instant,
  finishedAt: instant.nullable(),
  /** `pass`, `review` or `refused`; null while there is no report. */
  verdict: openCode.nullable(),
  /** True for the attempt that is under review or was decided. */
  submitted: z.boolean(),
  /** True if the pictures were deleted at the end of their retention. */
  deleted: z.boolean(),
};

/** Address of a picture; valid only for this session and for a short time. */
const picture = z.object({ url: z.string(), expiresAt: instant });

/** Queue position; null while the photo is being processed and once it is finished. */
const waiting = z.object({
  /** Number of photos that are processed first. */
  aheadCount: z.int().min(0),
  /** Estimated seconds until it is made, at the current rate; null if nothing was made recently. */
  aboutS: z.int().min(0).nullable(),
});

export const attemptSchema = z.object({
  ...summary,
  waiting: waiting.nullable(),
  findings: z.array(findingSchema),
  /** Size of the upright source in pixels: the coordinate space of overlays `on` source. */
  sourceSize: z.object({ width: z.int(), height: z.int() }).nullable(),
  resultSize: z.object({ width: z.int(), height: z.int() }).nullable(),
  /** The part of the upright source that the result contains, for laying one over the other. */
  crop: z
    .object({ leftPx: z.number(), topPx: z.number(), widthPx: z.number(), heightPx: z.number() })
    .nullable(),
  geometry: z.record(z.string(), z.number()).nullable(),
  original: picture.nullable(),
  /**
   * The standard photo, at reduced size until it is approved. For a refused attempt only a preview; null if none could
   * be framed.
   */
  result: picture.nullable(),
});

/** The data that changes while a student waits. */
export const collectionStatusSchema = z.object({
  collectionId: id,
  state: openCode,
  label: bilingualSchema,
  tone,
  movedAt: instant,
  /** The latest attempt. */
  attempt: z
    .object({
      ...status,
      waiting: waiting.nullable(),
      /** The step that the engine began last; null until one is reported, and once processing is finished. */
      step: openCode.nullable(),
    })
    .nullable(),
});

/** Refusals of an upload, for every role. */
export const uploadErrors = [
  "consent-missing",
  "album-not-allowed",
  "attempts-used-up",
  "photo-broken",
  "photo-too-small",
  "photo-too-many-pixels",
  "move-not-allowed",
  "collection-frozen",
  "moved-meanwhile",
] as const;

export const photoRoutes = {
  uploadAttempt: {
    summary: {
      zh: "上传照片",
      en: "Upload a photo: it is stored when this answers, and its making has begun",
    },
    roles: ["student"],
    params: inCollection,
    query: photoSource,
    answers: attemptSchema,
    errors: ["not-found", ...uploadErrors],
  },
  listAttempts: {
    summary: { zh: "全部拍摄", en: "Every photo of the collection, latest first" },
    roles: ["student"],
    params: inCollection,
    answers: z.object({ attempts: z.array(z.object(summary)) }),
    errors: ["not-found"],
  },
  readAttempt: {
    summary: { zh: "一次拍摄的结果", en: "One photo with its findings and pictures" },
    roles: ["student"],
    params: inAttempt,
    answers: attemptSchema,
    errors: ["not-found"],
  },
  downloadPhoto: {
    summary: { zh: "下载标准照", en: "The standard photo as a file" },
    roles: ["student"],
    params: inAttempt,
    answers: z.object({}),
    errors: ["not-found", "attempt-not-made", "photo-deleted", "photo-not-approved"],
  },
  downloadPngPhoto: {
    summary: { zh: "下载 PNG 标准照", en: "The standard photo as PNG" },
    roles: ["student"],
    params: inAttempt,
    answers: z.object({}),
    errors: ["not-found", "attempt-not-made", "photo-deleted", "photo-not-approved"],
  },
  downloadPrintSheet: {
    summary: {
      zh: "下载排版照",
      en: "Copies of the standard photo on a sheet of paper, as a file to print",
    },
    roles: ["student"],
    params: inAttempt,
    query: z.object({ paper: z.enum(allPapers), size: z.enum(allCopySizes) }),
    answers: z.object({}),
    errors: [
      "not-found",
      "attempt-not-made",
      "photo-deleted",
      "photo-not-approved",
      "paper-too-small",
    ],
  },
  readCollectionStatus: {
    summary: {
      zh: "采集进度",
      en: "Current state and progress, as a small answer for clients without event streams",
    },
    roles: ["student"],
    params: inCollection,
    answers: collectionStatusSchema,
    errors: ["not-found"],
  },
  watchCollection: {
    summary: { zh: "采集进度推送", en: "State and progress as they change, as server-sent events" },
    roles: ["student"],
    params: inCollection,
    answers: collectionStatusSchema,
    errors: ["not-found"],
  },
  readPicture: {
    summary: {
      zh: "查看照片（限时链接，须有该链接所属的登录会话）",
      en: "A picture by its signed address, for the session that the address was made for",
    },
    roles: ["student", ...staffRoles],
    params: z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{92}$/) }),
    answers: z.object({}),
    errors: [
      "not-found",
      "photo-link-expired",
      "photo-deleted",
      "photo-broken",
      "picture-being-made",
    ],
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

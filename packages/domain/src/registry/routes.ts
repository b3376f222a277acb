/** Batches of photos for the registry, as an operator sees them. */
import { z } from "zod";
import { reasonSchema } from "../collections/routes.ts";
import { askedDay, bilingualSchema, id, instant, openCode, pageCursor, pageLimit } from "../core/fields.ts";
import type { RouteDefinition } from "../core/route.ts";
import { allCheckIds } from "../photo-standard/check-facts.ts";
import type { registryPaths } from "./paths.ts";

const count = z.int().min(0);

const batch = {
  batchId: id,
  /** queued, sent or settled. */
  state: openCode,
  /** The registry's, of the upload. */
  receipt: z.string().nullable(),
  /** Since the last success. */
  tries: count,
  lastFault: z.string().nullable(),
  createdAt: instant,
  sentAt: instant.nullable(),
  settledAt: instant.nullable(),
  counts: z.object({ open: count, accepted: count, refused: count }),
};

/** Of the registry's answer, in Beijing days, both included. */
const days = { fromDay: askedDay.optional(), untilDay: askedDay.optional() };

export const registryRoutes = {
  listRegistryBatches: {
    summary: { zh: "上网批次", en: "Batches for the registry, latest first" },
    roles: ["operator"],
    query: z.object({ limit: pageLimit, after: pageCursor.optional() }),
    answers: z.object({ batches: z.array(z.object(batch)), next: z.string().nullable() }),
    errors: [],
  },
  readRegistryBatch: {
    summary: { zh: "查看上网批次", en: "One batch with every photo's answer" },
    roles: ["operator"],
    params: z.object({ batchId: id }),
    answers: z.object({
      ...batch,
      items: z.array(
        z.object({
          itemId: id,
          collectionId: id,
          attemptId: id,
          state: openCode,
          receipt: z.string().nullable(),
          reason: reasonSchema.nullable(),
          /** Our own findings on the matter that was refused. */
          findingIds: z.array(openCode),
          settledAt: instant.nullable(),
        }),
      ),
    }),
    errors: ["not-found"],
  },
  readRegistryFindings: {
    summary: {
      zh: "学信网退回与我们的检查对照：各检查漏过多少",
      en: "Refusals of the registry beside our own findings: what each check let pass",
    },
    roles: ["operator"],
    query: z.object({ fromDay: askedDay, untilDay: askedDay }),
    answers: z.object({
      acceptedPhotos: count,
      refusedPhotos: count,
      reasons: z.array(
        z.object({
          reason: reasonSchema,
          refused: count,
          /** Refused for it, and no check of ours looks at the matter. */
          unwatched: z.boolean(),
        }),
      ),
      /** Of photos refused for a matter that the check looks at. */
      checks: z.array(
        z.object({
          check: openCode,
          title: bilingualSchema,
          /** The check said that all was well: false passes. */
          passed: count,
          /** It told the reviewer to look. */
          noted: count,
          /** It could not judge. */
          unjudged: count,
          /** The measurement was deleted at the end of its time. */
          forgotten: count,
          /** False passes over accepted photos; null while none was accepted. */
          perAccepted: z.number().min(0).nullable(),
        }),
      ),
    }),
    errors: [],
  },
  listRegistryRefusals: {
    summary: { zh: "学信网退回的照片", en: "Photos that the registry refused, latest first" },
    roles: ["operator"],
    query: z.object({
      ...days,
      /** Only those refused for a matter that it looks at. */
      check: z.enum(allCheckIds).optional(),
      limit: pageLimit,
      after: pageCursor.optional(),
    }),
    answers: z.object({
      refusals: z.array(
        z.object({
          itemId: id,
          batchId: id,
          collectionId: id,
          attemptId: id,
          reason: reasonSchema,
          settledAt: instant,
          /** Of our checks that look at the matter. */
          findings: z.array(
            z.object({
              check: openCode,
              title: bilingualSchema,
              verdict: openCode,
              value: z.number().nullable(),
              unit: openCode,
            }),
          ),
        }),
      ),
      next: z.string().nullable(),
    }),
    errors: [],
  },
} as const satisfies Partial<Record<keyof typeof registryPaths, RouteDefinition>>;

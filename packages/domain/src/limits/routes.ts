/**
 * Routes that try another limit of a check on the stored reports: changed verdicts, and the later outcome of those
 * photos.
 */
import { z } from "zod";
import { bilingualSchema, dayQuery, id, openCode, pageQuery, tone } from "../core/fields.ts";
import { filtersOf, itemOf } from "../core/list-schemas.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { allCheckIds } from "../photo-standard/check-rows.ts";
import { allPhotoSpecIds } from "../photo-standard/photo-specs.ts";
import { limitsSchema } from "../photo-standard/schemas.ts";
import { limitChangeList } from "./lists.ts";

const count = z.int().min(0);

/** A number in plain decimal notation, with as many digits as a limit needs. */
const end = z
  .string()
  .regex(/^-?\d{1,9}(\.\d{1,6})?$/)
  .transform(Number);

/** The complete trial limit: an absent end is unbounded. */
const limitEnds = {
  failMin: end.optional(),
  failMax: end.optional(),
  warnMin: end.optional(),
  warnMax: end.optional(),
};

const query = {
  check: z.enum(allCheckIds),
  specId: z.enum(allPhotoSpecIds),
  ...limitEnds,
  projectId: id.optional(),
  /** Day of the upload in Beijing time, both ends inclusive. */
  fromDay: dayQuery.optional(),
  untilDay: dayQuery.optional(),
};

const fate = { fate: openCode, label: bilingualSchema, tone };
const verdicts = z.object({ pass: count, warn: count, fail: count });

export const limitRoutes = {
  tryLimits: {
    summary: {
      zh: "在已存的检查报告上试算另一个阈值，不保存",
      en: "Try another limit of a check on the stored reports; nothing is saved",
    },
    roles: ["operator"],
    query: z.object(query),
    answers: z.object({
      /** The current limit. */
      present: limitsSchema,
      /** Photos with a measured value. */
      photos: count,
      /** Photos that the check could not judge. */
      unjudged: count,
      /** False if there are more photos: only the latest were evaluated. */
      complete: z.boolean(),
      /** `before`: verdicts in the stored reports. `after`: verdicts under the trial limit. */
      before: verdicts,
      after: verdicts,
      changes: z.array(
        z.object({
          change: openCode,
          label: bilingualSchema,
          tone,
          photos: count,
          fates: z.array(z.object({ ...fate, photos: count })),
        }),
      ),
      /** Bins of equal width in ascending order; the first and last bin include values beyond them. */
      histogram: z.array(
        z.object({
          fromValue: z.number(),
          untilValue: z.number(),
          photos: count,
          /** Number of photos in the bin that a reviewer or the registry refused later. */
          refusedLater: count,
        }),
      ),
    }),
  },
  listLimitChanges: {
    summary: {
      zh: "阈值试算：判定会改变的照片",
      en: "The photos whose verdict the tried limit changes, latest upload first",
    },
    roles: limitChangeList.roles,
    query: z.object({
      ...query,
      ...filtersOf(limitChangeList),
      ...pageQuery,
    }),
    answers: z.object({
      photos: z.array(
        itemOf(limitChangeList, {
          attemptId: id,
          value: z.number(),
          before: openCode,
          after: openCode,
          change: openCode,
          fate: openCode,
        }),
      ),
      next: z.string().nullable(),
    }),
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

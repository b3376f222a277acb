/** Collections as schools see them, and the page of masked rows that customer service uses too. */
import { z } from "zod";
import { maskedStudentSchema } from "../codes/routes.ts";
import { bilingualSchema, chosenText, id, openCode, pageCursor, pageLimit, tone } from "../core/fields.ts";
import type { RouteDefinition } from "../core/route.ts";
import type { collectionPaths } from "./paths.ts";
import { collectionSummarySchema } from "./routes.ts";

export const collectionPage = {
  collections: z.array(collectionSummarySchema.extend({ student: maskedStudentSchema })),
  /** Goes into `after` for the next page; null on the last. */ next: z.string().nullable(),
};

export const staffCollectionRoutes = {
  listSchoolCollections: {
    summary: {
      zh: "本校采集进度；院系管理员只看到本院系",
      en: "The collections of the caller's own school or department, latest first, with counts by state",
    },
    roles: ["school-admin", "department-admin"],
    query: z.object({
      limit: pageLimit,
      after: pageCursor.optional(),
      state: openCode.max(40).optional(),
      projectId: id.optional(),
      department: chosenText(200).optional(),
      className: chosenText(200).optional(),
    }),
    answers: z.object({
      ...collectionPage,
      counts: z.array(z.object({ state: openCode, label: bilingualSchema, tone, count: z.int().min(0) })),
    }),
    errors: [],
  },
} as const satisfies Partial<Record<keyof typeof collectionPaths, RouteDefinition>>;

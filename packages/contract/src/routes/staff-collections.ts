/** Collections as customer service and schools see them. */
import { z } from "zod";
import type { RouteName } from "../route-table.ts";
import { bilingualSchema } from "../schemas.ts";
import { maskedStudentSchema } from "./codes.ts";
import { collectionSchema, collectionSummarySchema, standing } from "./collections.ts";
import { id, instant, openCode, optionalText, pageCursor, pageLimit, tone, typedText } from "./fields.ts";
import type { RouteDefinition } from "./route.ts";

const params = z.object({ collectionId: id });
const row = collectionSummarySchema.extend({ student: maskedStudentSchema });
const page = {
  collections: z.array(row),
  /** Goes into `after` for the next page; null on the last. */ next: z.string().nullable(),
};
const reason = typedText(500);

export const staffCollectionRoutes = {
  findCollections: {
    summary: {
      zh: "按手机号、学号或采集编号查找",
      en: "Find collections by phone, student number or id, latest first",
    },
    roles: ["service"],
    // In the body: addresses are written to logs on the way.
    body: z.object({
      by: z.enum(["phone", "student-number", "collection"]),
      text: typedText(64),
      limit: z.int().min(1).max(100).default(20),
      after: pageCursor.optional(),
    }),
    answers: z.object(page),
    errors: [],
  },
  readCollectionForService: {
    summary: { zh: "客服查看采集", en: "One collection with its time line and attempts" },
    roles: ["service"],
    params,
    answers: collectionSchema.extend({
      attempts: z.array(
        z.object({ attemptId: id, number: z.int(), state: openCode, byRole: openCode, createdAt: instant }),
      ),
    }),
    errors: ["not-found"],
  },
  withdrawSubmission: {
    summary: { zh: "撤回提交", en: "Take a submission back for the student" },
    roles: ["service"],
    params,
    body: z.object({ reason }),
    answers: z.object(standing),
    errors: ["not-found", "move-not-allowed", "collection-frozen", "moved-meanwhile"],
  },
  openCorrection: {
    summary: { zh: "开通信息更正", en: "Let the student put a new code in place of wrong data" },
    roles: ["service"],
    params,
    body: z.object({ reason }),
    answers: z.object({ correctionOpenedAt: instant }),
    errors: ["not-found", "move-not-allowed", "collection-frozen"],
  },
  listSchoolCollections: {
    summary: {
      zh: "本校采集进度",
      en: "The collections of the caller's own school, latest first, with counts by state",
    },
    roles: ["school-admin"],
    query: z.object({
      limit: pageLimit,
      after: pageCursor.optional(),
      state: openCode.max(40).optional(),
      projectId: id.optional(),
      department: optionalText(100).optional(),
      className: optionalText(100).optional(),
    }),
    answers: z.object({
      ...page,
      counts: z.array(z.object({ state: openCode, label: bilingualSchema, tone, count: z.int().min(0) })),
    }),
    errors: [],
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

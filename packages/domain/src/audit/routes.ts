/** Routes that read the audit log and verify its hash chain; no route writes to it. */
import { z } from "zod";
import { bilingualSchema, instant, openCode, pageLimit, tone, typedText } from "../core/fields.ts";
import { filtersOf, itemOf } from "../core/list-schemas.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { auditList } from "./lists.ts";

const entry = itemOf(auditList, {
  /** Label of the role. */
  actorLabel: bilingualSchema,
  /** For staff: name and user name. */
  actorName: z.string().nullable(),
  action: openCode,
  hash: z.string(),
  subjectLabel: bilingualSchema,
  /** `subject` ("collection:…") without the kind prefix. */
  subjectId: z.string(),
  /** Ids and codes only; coded values are returned as labels. */
  details: z.array(z.object({ name: openCode, label: bilingualSchema, value: bilingualSchema })),
});

export const auditRoutes = {
  listLooksAtMe: {
    summary: {
      zh: "谁查看过我的照片和信息",
      en: "Who looked at the caller's photos and data, latest first",
    },
    roles: ["student"],
    answers: z.object({
      looks: z.array(
        z.object({
          at: instant,
          /** Label of the role, never the person. */
          byLabel: bilingualSchema,
          whatLabel: bilingualSchema,
          /** Attempt number of the photo; null for other data. */
          attemptNumber: z.int().nullable(),
        }),
      ),
      /** false if older entries are lost or damaged in the store. */
      isComplete: z.boolean(),
    }),
  },
  listAudit: {
    summary: { zh: "审计日志", en: "The audit log, latest first" },
    roles: auditList.roles,
    query: z.object({
      /** `actor`: the user name of staff, or an id. `subject`: an id, with or without its kind before a colon. */
      ...filtersOf(auditList),
      action: typedText(64).optional(),
      limit: pageLimit,
      /** `next` of the previous page. */
      after: z
        .string()
        .regex(/^\d{1,15}$/)
        .optional(),
    }),
    answers: z.object({ entries: z.array(entry), next: z.string().nullable() }),
    errors: ["audit-search-too-wide"],
  },
  checkAudit: {
    summary: {
      zh: "逐条核对审计日志的哈希链，边核对边报告",
      en: "Verifies the log along its hash chain; reports progress, and the result at the end",
    },
    roles: ["operator", "auditor"],
    answers: z.object({
      rowsChecked: z.int().min(0),
      rowsTotal: z.int().min(0),
      /** null until the last event. */
      verdict: z
        .object({
          intact: z.boolean(),
          label: bilingualSchema,
          tone,
          /** Hash of the last row, to be stored outside the service; null if the chain is broken. */
          hash: z.string().nullable(),
          /** The first row that was altered; null if all are intact. */
          brokenAt: z.int().nullable(),
        })
        .nullable(),
    }),
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

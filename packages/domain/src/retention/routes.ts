/** What was deleted because its time was over, with the proof of it, and what is due next. */
import { z } from "zod";
import { id, instant, openCode, pageCursor, pageLimit, schoolCode } from "../core/fields.ts";
import { itemOf } from "../core/list-schemas.ts";
import type { RouteDefinition } from "../core/route.ts";
import { retentionRunList } from "./lists.ts";
import type { retentionPaths } from "./paths.ts";

const count = z.int().min(0);

const deleted = {
  /** Photos whose pictures were deleted, original and finished one together. */
  photos: count,
  persons: count,
  accounts: count,
};

const projectName = {
  /** null: of nobody's project, as persons who never began and accounts. */
  projectId: id.nullable(),
  schoolName: z.string().nullable(),
  category: openCode.nullable(),
  graduationYear: z.int().nullable(),
};

/**
 * `endedAt` null: it is under way, or was cut off; what it had deleted is counted all the same. `faults`: rows that could not
 * be deleted; the next run comes back to them. `filesLeft`: of this run, still to be removed from the object store.
 */
const run = itemOf(retentionRunList, {
  runId: id,
  /** ended: retention was over; asked: a student wished it. */
  cause: openCode,
});

export const staffRetentionRoutes = {
  listRetentionRuns: {
    summary: { zh: "到期删除记录", en: "Runs that deleted something, latest first" },
    roles: retentionRunList.roles,
    query: z.object({ limit: pageLimit, after: pageCursor.optional() }),
    answers: z.object({ runs: z.array(run), next: z.string().nullable() }),
    errors: [],
  },
  readRetentionRun: {
    summary: { zh: "一次到期删除及其证明", en: "One run by project, held against the audit log" },
    roles: ["operator", "auditor"],
    params: z.object({ runId: id }),
    answers: run.extend({
      projects: z.array(z.object({ ...projectName, ...deleted })),
      /** What the audit log proves of this run, row by row. */
      proven: z.object(deleted),
      /** Whether both say the same. */
      matches: z.boolean(),
      /** The row of the audit log that closed the run; null until it ended, and for a moment after. */
      auditSeq: z.int().nullable(),
    }),
    errors: ["not-found"],
  },
  readRetentionDue: {
    summary: {
      zh: "各项目已到期和即将到期的照片",
      en: "What is due, by project: first what is overdue, then the soonest",
    },
    roles: ["operator", "auditor"],
    answers: z.object({
      /** Files that are to be removed from the object store now. */
      filesLeft: count,
      projects: z.array(
        z.object({
          projectId: id,
          schoolCode,
          schoolName: z.string(),
          category: openCode,
          graduationYear: z.int(),
          retentionDays: z.int(),
          /** When the time of the next collections ends; null: no other is kept. */
          nextAt: instant.nullable(),
          /** Photos that are due and still there: the next run, or reviewer and registry, have not come to them. */
          overdue: count,
          /** Collections whose time ends within thirty days. */
          dueIn30Days: count,
        }),
      ),
    }),
    errors: [],
  },
} as const satisfies Partial<Record<keyof typeof retentionPaths, RouteDefinition>>;

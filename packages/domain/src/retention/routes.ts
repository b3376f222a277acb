/** Routes for retention: past deletions with their proof, and the next due ones. */
import { z } from "zod";
import { id, instant, openCode, pageQuery, schoolCode } from "../core/fields.ts";
import { itemOf } from "../core/list-schemas.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { retentionRunList } from "./lists.ts";

const count = z.int().min(0);

const deleted = {
  /** Photos whose pictures were deleted; original and finished picture count as one. */
  photos: count,
  persons: count,
  accounts: count,
};

const projectName = {
  /** null: not part of a project, such as accounts and persons who never started. */
  projectId: id.nullable(),
  schoolName: z.string().nullable(),
  category: openCode.nullable(),
  graduationYear: z.int().nullable(),
};

/**
 * `endedAt` null: the run is in progress or was interrupted; its deletions up to then are counted.
 * `faults`: rows that could not be deleted; the next run retries them.
 * `filesLeft`: files of this run that are still to be removed from the object store.
 */
const run = itemOf(retentionRunList, {
  runId: id,
  /** `ended`: the retention period is over; `requested`: a student requested the deletion. */
  cause: openCode,
});

export const staffRetentionRoutes = {
  listRetentionRuns: {
    summary: { zh: "到期删除记录", en: "Runs that deleted something, latest first" },
    roles: retentionRunList.roles,
    query: z.object(pageQuery),
    answers: z.object({ runs: z.array(run), next: z.string().nullable() }),
  },
  readRetentionRun: {
    summary: { zh: "一次到期删除及其证明", en: "One run by project, held against the audit log" },
    roles: ["operator", "auditor"],
    params: z.object({ runId: id }),
    answers: run.extend({
      projects: z.array(z.object({ ...projectName, ...deleted })),
      /** Deletions of this run according to the audit log, row by row. */
      proven: z.object(deleted),
      /** True if the counts of the run and of the audit log are equal. */
      matches: z.boolean(),
      /** Sequence number of the audit log row that closed the run; null until it ends, and for a moment afterwards. */
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
      /** Files that are due for removal from the object store. */
      filesLeft: count,
      projects: z.array(
        z.object({
          projectId: id,
          schoolCode,
          schoolName: z.string(),
          category: openCode,
          graduationYear: z.int(),
          retentionDays: z.int(),
          /** End of the next retention period; null: no more collections are stored. */
          nextAt: instant.nullable(),
          /**
           * Photos that are due but still stored: the next run has not started, or reviewer or registry have not
           * finished.
           */
          overdue: count,
          /** Collections whose retention ends within thirty days. */
          dueIn30Days: count,
        }),
      ),
    }),
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

/** How far the students of a project are: counts, the way of the days, and who does not go on. */
import { z } from "zod";
import { maskedStudentSchema } from "../codes/routes.ts";
import { bilingualSchema, chosenText, id, openCode, pageCursor, pageLimit, tone } from "../core/fields.ts";
import { filtersOf, itemOf } from "../core/list-schemas.ts";
import type { RouteDefinition } from "../core/route.ts";
import { stalledAfterDays, stalledList } from "./lists.ts";
import type { projectPaths } from "./paths.ts";

const params = z.object({ projectId: id });
const roles = ["school-admin", "operator"] as const;
const people = z.int().min(0);

const group = {
  /** null: the school has not said how many. */
  expected: people.nullable(),
  /** Those who have begun. */
  total: people,
  completed: people,
  notStarted: people.nullable(),
  /** States with nobody in them are left out. */
  states: z.array(z.object({ state: openCode, count: people })),
};

const stateCount = z.object({ state: openCode, label: bilingualSchema, tone, count: people });

/** The most frequent first. */
const refusals = z.array(z.object({ code: openCode, label: bilingualSchema, count: people }));

/** Half of them took no longer than `medianS`, nine of ten no longer than `ninetiethS`; null where there are none. */
const span = z.object({
  students: people,
  medianS: z.number().min(0).nullable(),
  ninetiethS: z.number().min(0).nullable(),
});

export const staffProgressRoutes = {
  readProjectProgress: {
    summary: {
      zh: "项目进度：按状态、院系、专业、班级和日期",
      en: "Progress of a project by state, department, major, class and day",
    },
    roles: stalledList.roles,
    params,
    answers: z.object({
      expected: people.nullable(),
      total: people,
      completed: people,
      notStarted: people.nullable(),
      /** Every state, in the order of the way. */
      states: z.array(stateCount),
      departments: z.array(z.object({ department: z.string(), ...group })),
      majors: z.array(z.object({ department: z.string(), major: z.string(), ...group })),
      classes: z.array(z.object({ department: z.string(), className: z.string(), ...group })),
      /** Beijing days on which something happened, oldest first; each person counts on the first day of each step. */
      days: z.array(
        z.object({
          day: z.iso.date(),
          started: people,
          paid: people,
          submitted: people,
          approved: people,
          completed: people,
        }),
      ),
    }),
    errors: ["not-found"],
  },
  readProjectReport: {
    summary: {
      zh: "项目报告：照片未通过的原因（机器、人工、学信网）和各步用时",
      en: "For the report of a project: what photos were refused for, by checks, people and registry, and how long steps took",
    },
    roles,
    params,
    answers: z.object({
      /** Photos that the checks have judged, of those whose report is kept. */
      photos: people,
      /** Photos by check; one photo may fail several. */
      checks: refusals,
      /** Rejections by reason; one may have several. */
      reviewers: refusals,
      registry: refusals,
      /** Each student counts once, by the first time of each step. */
      times: z.object({
        startToSubmit: span,
        submitToDecision: span,
        approvalToRegistry: span,
        startToCompletion: span,
      }),
    }),
    errors: ["not-found"],
  },
  listStalledStudents: {
    summary: {
      zh: "停滞学生：停在只有自己能完成的步骤，停得最久的在前",
      en: "Stalled students, before a step that only they can take, the longest wait first",
    },
    roles: stalledList.roles,
    params,
    query: z.object({
      ...filtersOf(stalledList),
      /** At least so long in the state. */
      days: filtersOf(stalledList).days.unwrap().default(stalledAfterDays),
      department: chosenText(200).optional(),
      className: chosenText(200).optional(),
      limit: pageLimit,
      after: pageCursor.optional(),
    }),
    answers: z.object({
      /** Of every step, whatever `state` asked for. */
      steps: z.array(stateCount),
      students: z.array(itemOf(stalledList, { collectionId: id, student: maskedStudentSchema, state: openCode })),
      next: z.string().nullable(),
    }),
    errors: ["not-found"],
  },
} as const satisfies Partial<Record<keyof typeof projectPaths, RouteDefinition>>;

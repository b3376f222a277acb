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

export const staffProgressRoutes = {
  readProjectProgress: {
    summary: {
      zh: "项目进度：按状态、院系、专业、班级和日期",
      en: "Progress of a project by state, department, major, class and day",
    },
    roles,
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
      days: z.coerce.number<number | string>().int().min(0).max(365).default(stalledAfterDays),
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

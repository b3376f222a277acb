/** Progress of the students of a project, and of all schools of a province in numbers without a student or photo. */
import { z } from "zod";
import { schoolStudentSchema } from "../collections/routes.ts";
import {
  bilingualSchema,
  chosenText,
  id,
  instant,
  openCode,
  pageQuery,
  tone,
} from "../core/fields.ts";
import { filtersOf, itemOf } from "../core/list-schemas.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { provinceList, stalledAfterDays, stalledList } from "./lists.ts";

const params = z.object({ projectId: id });
const roles = ["school-admin", "operator"] as const;
const people = z.int().min(0);

const group = {
  /** null: the school has not entered a number. */
  expected: people.nullable(),
  /** Students who have started. */
  total: people,
  completed: people,
  notStarted: people.nullable(),
  /** States without students are omitted. */
  states: z.array(z.object({ state: openCode, count: people })),
};

const stateCount = z.object({ state: openCode, label: bilingualSchema, tone, count: people });

/** Most frequent first. */
const refusals = z.array(z.object({ code: openCode, label: bilingualSchema, count: people }));

/** Median and 90th percentile of the duration; null if there are no students. */
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
      /** All states, in process order. */
      states: z.array(stateCount),
      departments: z.array(z.object({ department: z.string(), ...group })),
      majors: z.array(z.object({ department: z.string(), major: z.string(), ...group })),
      classes: z.array(z.object({ department: z.string(), className: z.string(), ...group })),
      /** Days in Beijing time with activity, oldest first; each person counts on the first day of each step. */
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
      /** Photos that the checks have judged and whose report is still stored. */
      photos: people,
      /** Photos per check; one photo may fail several. */
      checks: refusals,
      /** Rejections per reason; one rejection may have several. */
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
      /** Minimum time in the state. */
      days: filtersOf(stalledList).days.unwrap().default(stalledAfterDays),
      department: chosenText(200).optional(),
      className: chosenText(200).optional(),
      ...pageQuery,
    }),
    answers: z.object({
      /** Counts of all steps, regardless of the filter `state`. */
      steps: z.array(stateCount),
      students: z.array(
        itemOf(stalledList, { collectionId: id, student: schoolStudentSchema, state: openCode }),
      ),
      next: z.string().nullable(),
    }),
    errors: ["not-found"],
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

/** null: a count from 1 to 4, or a count from which such a count could be derived. */
const hideSmallCount = people.nullable();

const figures = {
  /** null: the school has not entered a number. */
  expected: people.nullable(),
  started: hideSmallCount,
  completed: hideSmallCount,
  /** null also if the expected number is unknown. */
  notStarted: people.nullable(),
  /** Number of students in review for longer than promised. */
  overdue: hideSmallCount,
};

export const provinceRoutes = {
  readProvince: {
    summary: {
      zh: "全省总览：本省各校项目的进度；1 至 4 人的数字及能推算出它们的数字不显示，也不计入合计",
      en: "All schools of one's province in numbers; those from one to four, or that give such a one away, are neither shown nor in the sums",
    },
    roles: provinceList.roles,
    query: z.object({
      graduationYear: z.union([z.literal("current"), z.stringFormat("year", /^2\d{3}$/)]),
    }),
    answers: z.object({
      province: bilingualSchema,
      /** Years that have projects, latest first. */
      years: z.array(z.int()),
      /**
       * The year of the figures: the requested one, else the one with the most open projects, else the latest. null if
       * there is no project yet.
       */
      graduationYear: z.int().nullable(),
      /** Totals of the disclosed numbers. */
      sums: z.object({
        schools: z.int().min(0),
        /** null: no school has entered a number. */
        expected: people.nullable(),
        started: people,
        completed: people,
        notStarted: people.nullable(),
        overdue: people,
      }),
      /** Sorted by school. */
      projects: z.array(
        z.object({
          projectId: id,
          schoolCode: z.string(),
          school: z.string(),
          projectLabel: bilingualSchema,
          ...figures,
          /**
           * Share completed of the expected students, or of those who started if the expected number is unknown; in
           * tenths of a percent.
           */
          donePermille: z.int().min(0).nullable(),
          /** Share of rejections among all decisions. */
          refusedPermille: z.int().min(0).nullable(),
          closesAt: instant,
          /** Days until the end of the window; 0 once it has ended. */
          daysLeft: z.int().min(0),
        }),
      ),
    }),
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

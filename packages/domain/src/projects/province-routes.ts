/** Routes with figures for all schools of one province; they contain no student and no photo. */
import { z } from "zod";
import { bilingualSchema, id, instant } from "../core/fields.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { provinceList } from "./lists.ts";

const people = z.int().min(0);
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
    query: z.object({ graduationYear: z.union([z.literal("current"), z.stringFormat("year", /^2\d{3}$/)]) }),
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

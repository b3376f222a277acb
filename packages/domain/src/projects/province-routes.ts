/** All schools of one province, in numbers: no student, no photo. */
import { z } from "zod";
import { bilingualSchema, id, instant } from "../core/fields.ts";
import type { RouteDefinition } from "../core/route.ts";
import { provinceList } from "./lists.ts";
import type { projectPaths } from "./paths.ts";

const people = z.int().min(0);
/** null: some, and fewer than five; or it would give such a number away. */
const unlessFew = people.nullable();

const figures = {
  /** null: the school has not said how many. */
  expected: people.nullable(),
  started: unlessFew,
  completed: unlessFew,
  /** null too where nobody knows how many are expected. */
  notStarted: people.nullable(),
  /** In review for longer than was promised. */
  overdue: unlessFew,
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
      /** Of the projects there are, the latest first. */
      years: z.array(z.int()),
      /** What is shown: the one asked for, else the one with the most open projects, else the latest; null where there is no project yet. */
      graduationYear: z.int().nullable(),
      /** Of the numbers that are shown. */
      sums: z.object({
        schools: z.int().min(0),
        /** null: no school has said how many. */
        expected: people.nullable(),
        started: people,
        completed: people,
        notStarted: people.nullable(),
        overdue: people,
      }),
      /** By school. */
      projects: z.array(
        z.object({
          projectId: id,
          schoolCode: z.string(),
          school: z.string(),
          projectLabel: bilingualSchema,
          ...figures,
          /** Completed of those expected, or of those who started where nobody said how many; in tenths of a percent. */
          donePermille: z.int().min(0).nullable(),
          /** Rejections of all decisions. */
          refusedPermille: z.int().min(0).nullable(),
          closesAt: instant,
          /** Until the window's end; 0 once it has ended. */
          daysLeft: z.int().min(0),
        }),
      ),
    }),
    errors: [],
  },
} as const satisfies Partial<Record<keyof typeof projectPaths, RouteDefinition>>;

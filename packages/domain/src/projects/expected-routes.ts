/**
 * Routes for the expected numbers of students, and for the students who have started, which the school's page compares
 * with a list.
 */
import { z } from "zod";
import { id, optionalWrittenText, pageCursor } from "../core/fields.ts";
import type { RouteDefinition } from "../core/route.ts";
import { longestPlaceName, mostExpected, mostExpectedNumbers } from "./expected-numbers.ts";
import { projectList } from "./lists.ts";
import type { projectPaths } from "./paths.ts";

const params = z.object({ projectId: id });
const roles = ["school-admin", "operator"] as const;

const name = optionalWrittenText(longestPlaceName);

const numbers = z
  .array(z.object({ department: name, major: name, className: name, expected: z.int().min(0).max(mostExpected) }))
  .max(mostExpectedNumbers);

/** Page size; limited because every student number must be decrypted. */
const numbersLimit = z.coerce.number<number | string>().int().min(1).max(2000);

/** Hash of the numbers; changes whenever they change. */
const version = z.string().regex(/^[0-9a-f]{64}$/);

export const staffExpectedRoutes = {
  readExpectedNumbers: {
    summary: {
      zh: "应采人数：按院系、专业、班级",
      en: "How many students are expected, by department, major and class",
    },
    roles: projectList.roles,
    params,
    answers: z.object({ numbers, version }),
    errors: ["not-found"],
  },
  keepExpectedNumbers: {
    summary: {
      zh: "保存应采人数：只有人数，没有姓名学号；替换原有的全部",
      en: "Keep how many students are expected: numbers alone, in the place of all that were there",
    },
    roles,
    params,
    /** `version`: of the numbers that the caller read and replaces. */
    body: z.object({ numbers, version }),
    answers: z.object({ numbers, version }),
    errors: ["not-found", "expected-counted-twice", "expected-changed"],
  },
  listStartedNumbers: {
    summary: {
      zh: "已开始学生的学号，供本校在自己的页面上比对；每次查看都有记录",
      en: "Student numbers that have begun, for the school to compare on its own page; each look is recorded",
    },
    roles: ["school-admin", "department-admin"],
    params,
    query: z.object({ limit: numbersLimit, after: pageCursor.optional() }),
    answers: z.object({
      /** Student numbers of those who consented to disclosure to their school, earliest first. */
      numbers: z.array(z.string()),
      /** All who have started, including those whose number is not disclosed. */
      started: z.int().min(0),
      next: z.string().nullable(),
    }),
    errors: ["not-found"],
  },
} as const satisfies Partial<Record<keyof typeof projectPaths, RouteDefinition>>;

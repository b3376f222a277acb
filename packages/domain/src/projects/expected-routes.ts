/**
 * Routes for the expected numbers of students, and for the students who have started, which the school's page compares
 * with a list.
 */
import { z } from "zod";
import {
  bilingualSchema,
  chosenText,
  id,
  instant,
  openCode,
  optionalWrittenText,
  pageCursor,
} from "../core/fields.ts";
import { filtersOf } from "../core/list-schemas.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { maxExpected, maxExpectedNumbers, maxPlaceNameLength } from "./expected-numbers.ts";
import { projectList, stalledList } from "./lists.ts";

const staffReminderRoutesParams = z.object({ projectId: id });
const people = z.int().min(0);
const { roles: staffReminderRoutesRoles } = stalledList;

/**
 * The students of the stalled list, including those who have not consented to disclosure to their school; the school
 * sees only their number.
 */
const chosenBy = {
  ...filtersOf(stalledList),
  department: chosenText(200).optional(),
  className: chosenText(200).optional(),
};

const mostDays = 365;

const counts = {
  chosen: people,
  byWechat: people,
  bySms: people,
  /** All reasons, in the order in which they are tested for a student. */
  leftOut: z.array(z.object({ reason: openCode, label: bilingualSchema, count: people })),
  /** Text messages that reminders of one school may send per day in Beijing time, and the number left today. */
  smsPerDay: people,
  smsLeft: people,
};

/** Routes for reminders to the stalled students of a project: preview, send, and results. */
export const staffReminderRoutes = {
  readReminderPlan: {
    summary: {
      zh: "催办前：多少人收微信、多少人收短信、多少人不必或无法通知，今天还剩多少短信",
      en: "Before stalled students are reminded: how many by WeChat, by text message or not at all, and what is left of today's text messages",
    },
    roles: staffReminderRoutesRoles,
    params: staffReminderRoutesParams,
    query: z.object({
      ...chosenBy,
      days: z.coerce.number<number | string>().int().min(0).max(mostDays),
    }),
    answers: z.object({
      ...counts,
      /** The text message as students receive it, with a placeholder for the personal link. */
      text: bilingualSchema,
      /** The reason why no reminder can be sent now; null: one can be sent. */
      refusal: bilingualSchema.nullable(),
    }),
    errors: ["not-found"],
  },
  remindStalledStudents: {
    summary: {
      zh: "催办停滞学生：订阅者收微信，其余收短信；同一学生 24 小时内只催办一次",
      en: "Remind stalled students, by WeChat who subscribed and by text message the others; nobody twice within 24 hours",
    },
    roles: staffReminderRoutesRoles,
    params: staffReminderRoutesParams,
    body: z.object({ ...chosenBy, days: z.int().min(0).max(mostDays) }),
    answers: z.object({ reminderId: id, ...counts }),
    errors: ["not-found", "project-closed", "reminders-at-night", "reminders-under-way"],
  },
  listReminders: {
    summary: {
      zh: "最近的催办及发送情况",
      en: "The latest reminders and what became of their messages",
    },
    roles: staffReminderRoutesRoles,
    params: staffReminderRoutesParams,
    answers: z.object({
      /** Reminders of the last thirty days, latest first. */
      reminders: z.array(
        z.object({
          reminderId: id,
          remindedAt: instant,
          chosen: people,
          sentByWechat: people,
          sentBySms: people,
          waiting: people,
          notSent: people,
        }),
      ),
    }),
    errors: ["not-found"],
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

const params = z.object({ projectId: id });
const roles = ["school-admin", "operator"] as const;

const name = optionalWrittenText(maxPlaceNameLength);

const numbers = z
  .array(
    z.object({
      department: name,
      major: name,
      className: name,
      expected: z.int().min(0).max(maxExpected),
    }),
  )
  .max(maxExpectedNumbers);

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
  storeExpectedNumbers: {
    summary: {
      zh: "保存应采人数：只有人数，没有姓名学号；替换原有的全部",
      en: "Keep how many students are expected: numbers alone, in the place of all that were there",
    },
    roles,
    params,
    /** `version`: of the numbers that the caller read and replaces. */
    body: z.object({ numbers, version }),
    answers: z.object({ numbers, version }),
    errors: ["not-found", "expected-listed-twice", "expected-counted-twice", "expected-changed"],
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
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

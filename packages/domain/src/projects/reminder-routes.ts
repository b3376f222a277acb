/** Routes for reminders to the stalled students of a project: preview, send, and results. */
import { z } from "zod";
import { bilingualSchema, chosenText, id, instant, openCode } from "../core/fields.ts";
import { filtersOf } from "../core/list-schemas.ts";
import type { RouteDefinition } from "../core/route.ts";
import { stalledList } from "./lists.ts";
import type { projectPaths } from "./paths.ts";

const params = z.object({ projectId: id });
const people = z.int().min(0);
const { roles } = stalledList;

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

export const staffReminderRoutes = {
  readReminderPlan: {
    summary: {
      zh: "催办前：多少人收微信、多少人收短信、多少人不必或无法通知，今天还剩多少短信",
      en: "Before stalled students are reminded: how many by WeChat, by text message or not at all, and what is left of today's text messages",
    },
    roles,
    params,
    query: z.object({ ...chosenBy, days: z.coerce.number<number | string>().int().min(0).max(mostDays) }),
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
    roles,
    params,
    body: z.object({ ...chosenBy, days: z.int().min(0).max(mostDays) }),
    answers: z.object({ reminderId: id, ...counts }),
    errors: ["not-found", "project-closed", "reminders-at-night", "reminders-under-way"],
  },
  listReminders: {
    summary: { zh: "最近的催办及发送情况", en: "The latest reminders and what became of their messages" },
    roles,
    params,
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
} as const satisfies Partial<Record<keyof typeof projectPaths, RouteDefinition>>;

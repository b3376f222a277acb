/** The queues, and the photos that our own processing failed, as an operator sees and mends them. */
import { z } from "zod";
import { bilingualSchema, id, instant, openCode, pageCursor, pageLimit, tone } from "../core/fields.ts";
import { itemOf } from "../core/list-schemas.ts";
import type { RouteDefinition } from "../core/route.ts";
import { failedPhotoList } from "./lists.ts";
import type { photoPaths } from "./paths.ts";

const count = z.int().min(0);

export const staffPhotoRoutes = {
  readQueues: {
    summary: { zh: "任务队列", en: "The queues: how much waits, runs, is tried again, was given up" },
    roles: ["operator"],
    answers: z.object({
      queues: z.array(
        z.object({
          kind: openCode,
          label: bilingualSchema,
          waiting: count,
          active: count,
          /** Failed and to be tried again. */
          retrying: count,
          /** Given up after the last try, of the last seven days, and not tried again since. */
          dead: count,
          doneLastHour: count,
          /** Of a job that is due; null while none waits. */
          oldestWaitingSince: instant.nullable(),
          /** Of those that wait for their time; null while none does. */
          nextDueAt: instant.nullable(),
        }),
      ),
    }),
    errors: [],
  },
  listFailedAttempts: {
    summary: {
      zh: "处理失败的照片；学生可随时免费重新上传",
      en: "Photos whose making failed, latest upload first; their students may upload again at any time, for free",
    },
    roles: failedPhotoList.roles,
    query: z.object({
      /** unsettled: they may be tried again, and wait for an operator. */
      state: z.enum(["all", "unsettled"]).default("all"),
      limit: pageLimit,
      after: pageCursor.optional(),
    }),
    answers: z.object({
      attempts: z.array(
        itemOf(failedPhotoList, {
          attemptId: id,
          kind: openCode,
          /** The kind of the last fault, never its words; null when the worker was lost, or a week later. */
          fault: openCode.nullable(),
          /** Why it cannot be tried again; null when it can. `tries` is null when the queue keeps no record any more. */
          refusal: bilingualSchema.nullable(),
        }),
      ),
      next: z.string().nullable(),
      /** Of all pages together. */
      counts: z.object({
        failed: count,
        /** Of those, the ones that may be tried again, and wait for an operator. */
        unsettled: count,
      }),
    }),
    errors: [],
  },
  retryFailedAttempt: {
    summary: { zh: "重新处理一张失败的照片", en: "Try to make one failed photo again; asked twice, it is tried once" },
    roles: ["operator"],
    params: z.object({ attemptId: id }),
    answers: z.object({ state: openCode, label: bilingualSchema, tone }),
    errors: [
      "not-found",
      "attempt-superseded",
      "photo-deleted",
      "student-consent-withdrawn",
      "move-not-allowed",
      "collection-frozen",
      "moved-meanwhile",
    ],
  },
  retryFailedAttempts: {
    summary: {
      zh: "重新处理全部能重试的失败照片，每次 limit 张",
      en: "Try every failed photo again that may be, the longest waiting first: `limit` at a time, asked with `next` until it is null",
    },
    roles: ["operator"],
    /** `after`: the last answer's `next`, so that each photo is tried once, whatever fails again meanwhile. */
    body: z.object({ limit: pageLimit, after: pageCursor.optional() }),
    /** `left`: how many wait behind this batch. */
    answers: z.object({ retried: count, left: count, next: z.string().nullable() }),
    errors: [],
  },
} as const satisfies Partial<Record<keyof typeof photoPaths, RouteDefinition>>;

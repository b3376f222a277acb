/** Routes that retry photos whose processing failed. */
import { z } from "zod";
import { pageCursor, pageLimit } from "../core/fields.ts";
import type { RouteDefinition } from "../core/route.ts";
import type { photoPaths } from "./paths.ts";

const count = z.int().min(0);

export const staffPhotoRoutes = {
  retryFailedAttempts: {
    summary: {
      zh: "重新处理全部能重试的失败照片，每次 limit 张",
      en: "Try every failed photo again that may be, the longest waiting first: `limit` at a time, asked with `next` until it is null",
    },
    roles: ["operator"],
    /** `after`: `next` of the last answer, so that each photo is retried once even if it fails again. */
    body: z.object({ limit: pageLimit, after: pageCursor.optional() }),
    /** `left`: number of photos after this batch. */
    answers: z.object({ retried: count, left: count, next: z.string().nullable() }),
    errors: [],
  },
} as const satisfies Partial<Record<keyof typeof photoPaths, RouteDefinition>>;

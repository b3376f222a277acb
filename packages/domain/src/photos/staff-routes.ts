/** Another try for the photos that our own processing failed. */
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
    /** `after`: the last answer's `next`, so that each photo is tried once, whatever fails again meanwhile. */
    body: z.object({ limit: pageLimit, after: pageCursor.optional() }),
    /** `left`: how many wait behind this batch. */
    answers: z.object({ retried: count, left: count, next: z.string().nullable() }),
    errors: [],
  },
} as const satisfies Partial<Record<keyof typeof photoPaths, RouteDefinition>>;

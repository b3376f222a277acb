/** Photos that our own processing failed, as an operator sees them. */
import { z } from "zod";
import type { RouteName } from "../route-table.ts";
import { id, instant, openCode, pageCursor, pageLimit } from "./fields.ts";
import type { RouteDefinition } from "./route.ts";

export const staffPhotoRoutes = {
  listFailedAttempts: {
    summary: {
      zh: "处理失败的照片；学生可随时免费重新上传",
      en: "Photos whose making failed, latest upload first; their students may upload again at any time, for free",
    },
    roles: ["operator"],
    query: z.object({ limit: pageLimit, after: pageCursor.optional() }),
    answers: z.object({
      attempts: z.array(
        z.object({
          attemptId: id,
          collectionId: id,
          number: z.int().min(1),
          createdAt: instant,
          failedAt: instant.nullable(),
          /** The kind of the last fault, never its words; null when the worker was lost, or a week later. */
          fault: openCode.nullable(),
        }),
      ),
      next: z.string().nullable(),
      /** Of all pages together. */
      counts: z.object({
        failed: z.int().min(0),
        /** Of those, their students have not got a photo made since. */
        unsettled: z.int().min(0),
      }),
    }),
    errors: [],
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

/** The log of messages to students, as an operator sees it. */
import { z } from "zod";
import { bilingualSchema, id, openCode, pageCursor, pageLimit } from "../core/fields.ts";
import { filtersOf, itemOf } from "../core/list-schemas.ts";
import type { RouteDefinition } from "../core/route.ts";
import { messageList } from "./lists.ts";
import type { messagePaths } from "./paths.ts";

export const staffMessageRoutes = {
  listMessages: {
    summary: { zh: "通知记录，保留三十天", en: "Messages to students, latest first; kept for thirty days" },
    roles: messageList.roles,
    query: z.object({
      ...filtersOf(messageList),
      limit: pageLimit,
      after: pageCursor.optional(),
    }),
    answers: z.object({
      messages: z.array(
        itemOf(messageList, {
          messageId: id,
          template: openCode,
          state: openCode,
          /** Error of the last attempt. */
          faultLabel: bilingualSchema.nullable(),
          /** True for the last message of its collection, which is the one that may be sent again. */
          isLast: z.boolean(),
        }),
      ),
      next: z.string().nullable(),
    }),
    errors: [],
  },
} as const satisfies Partial<Record<keyof typeof messagePaths, RouteDefinition>>;

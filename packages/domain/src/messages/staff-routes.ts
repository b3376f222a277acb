/** The log of messages to students, as an operator sees it. */
import { z } from "zod";
import { askedDay, bilingualSchema, id, instant, openCode, pageCursor, pageLimit, tone } from "../core/fields.ts";
import type { RouteDefinition } from "../core/route.ts";
import { allMessageStates } from "./message-states.ts";
import { messageTemplateCodes } from "./message-templates.ts";
import type { messagePaths } from "./paths.ts";

export const staffMessageRoutes = {
  listMessages: {
    summary: { zh: "通知记录，保留三十天", en: "Messages to students, latest first; kept for thirty days" },
    roles: ["operator"],
    query: z.object({
      state: z.enum(allMessageStates).optional(),
      template: z.enum(messageTemplateCodes).optional(),
      /** Beijing days, both included. */
      fromDay: askedDay.optional(),
      untilDay: askedDay.optional(),
      limit: pageLimit,
      after: pageCursor.optional(),
    }),
    answers: z.object({
      messages: z.array(
        z.object({
          messageId: id,
          collectionId: id,
          template: openCode,
          label: bilingualSchema,
          state: openCode,
          stateLabel: bilingualSchema,
          tone,
          tries: z.int().min(0),
          faultLabel: bilingualSchema.nullable(),
          createdAt: instant,
          endedAt: instant.nullable(),
          /** The last of its collection: the one that may be sent again. */
          isLast: z.boolean(),
        }),
      ),
      next: z.string().nullable(),
    }),
    errors: [],
  },
} as const satisfies Partial<Record<keyof typeof messagePaths, RouteDefinition>>;

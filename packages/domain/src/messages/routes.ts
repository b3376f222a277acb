/** Routes for subscribe messages: the available ones, and the student's permissions, each valid for one message. */
import { z } from "zod";
import { bilingualSchema, id, openCode, pageQuery } from "../core/fields.ts";
import { filtersOf, itemOf } from "../core/list-schemas.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { messageList } from "./lists.ts";
import { messageTemplateCodes } from "./message-templates.ts";

/** The log of messages to students, as an operator sees it. */
export const staffMessageRoutes = {
  listMessages: {
    summary: {
      zh: "通知记录，保留三十天",
      en: "Messages to students, latest first; stored for thirty days",
    },
    roles: messageList.roles,
    query: z.object({ ...filtersOf(messageList), ...pageQuery }),
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
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

const templates = z.array(
  z.object({
    template: openCode,
    /** Argument for wx.requestSubscribeMessage. */
    templateId: z.string(),
    label: bilingualSchema,
    /** Number of messages that may still be sent. */
    credits: z.int().min(0),
  }),
);

export const messageRoutes = {
  listMessageTemplates: {
    summary: { zh: "可订阅的通知", en: "Messages to subscribe to, with the unused consents" },
    roles: ["student"],
    answers: z.object({ templates }),
  },
  addMessageCredits: {
    summary: {
      zh: "记录订阅同意，每次同意发送一条",
      en: "Record subscription consents; each allows one message",
    },
    roles: ["student"],
    body: z.object({ templates: z.array(z.enum(messageTemplateCodes)).min(1).max(5) }),
    answers: z.object({ templates }),
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

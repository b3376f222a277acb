/** Routes for subscribe messages: the available ones, and the student's permissions, each valid for one message. */
import { z } from "zod";
import { bilingualSchema, openCode } from "../core/fields.ts";
import type { RouteDefinition } from "../core/route.ts";
import { messageTemplateCodes } from "./message-templates.ts";
import type { messagePaths } from "./paths.ts";

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
    summary: { zh: "可订阅的通知", en: "The messages one may subscribe to, with the consents given" },
    roles: ["student"],
    answers: z.object({ templates }),
    errors: [],
  },
  addMessageCredits: {
    summary: { zh: "记录订阅同意，每次同意发送一条", en: "Note the consents just given; each is good for one message" },
    roles: ["student"],
    body: z.object({ templates: z.array(z.enum(messageTemplateCodes)).min(1).max(5) }),
    answers: z.object({ templates }),
    errors: [],
  },
} as const satisfies Partial<Record<keyof typeof messagePaths, RouteDefinition>>;

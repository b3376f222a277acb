/** Health of the service in plain text: every part, its last activity, and the action needed. */
import { z } from "zod";
import { mobileNumber, plainPhoneNumber } from "../accounts/phone-number.ts";
import { bilingualSchema, instant, openCode, tone } from "../core/fields.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";

const outcome = {
  state: openCode,
  stateLabel: bilingualSchema,
  tone,
  observation: bilingualSchema,
  /** null if no action is needed. */
  advice: bilingualSchema.nullable(),
};

/** Routes that test the external systems as configured in this installation, each with one harmless request. */
export const connectionRoutes = {
  checkConnections: {
    summary: {
      zh: "检查与外部系统的连接",
      en: "Ask outside systems how they are, within a few seconds",
    },
    roles: ["operator"],
    body: z.object({ connections: z.array(openCode.max(64)).min(1).max(250) }),
    answers: z.object({
      checked: z.array(
        z.object({
          connection: openCode,
          label: bilingualSchema,
          ...outcome,
          tookMs: z.int().min(0),
        }),
      ),
    }),
    errors: ["not-found"],
  },
  sendTestSms: {
    summary: {
      zh: "向自己的手机发一条测试短信",
      en: "Send one's own phone a text message, to see that it comes",
    },
    roles: ["operator"],
    /** A mainland number: text messages reach no others. */
    body: z.object({ phone: z.string().max(40).overwrite(plainPhoneNumber).regex(mobileNumber) }),
    answers: z.object(outcome),
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

export const staffHealthRoutes = {
  readHealth: {
    summary: { zh: "系统状态", en: "The state of every part of the service" },
    roles: ["operator"],
    answers: z.object({
      checkedAt: instant,
      /** The most severe tone of all parts. */
      tone,
      label: bilingualSchema,
      parts: z.array(
        z.object({
          part: openCode,
          label: bilingualSchema,
          tone,
          /** The observed condition. */
          summary: bilingualSchema,
          /** null if no action is needed. */
          todo: bilingualSchema.nullable(),
          /**
           * External systems of this part that an operator may test. `last`: result of the last test; null: never
           * tested.
           */
          checks: z.array(
            z.object({
              connection: openCode,
              label: bilingualSchema,
              last: z.object({ at: instant, label: bilingualSchema, tone }).nullable(),
            }),
          ),
        }),
      ),
    }),
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

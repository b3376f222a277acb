/** Routes that test the external systems as configured in this installation, each with one harmless request. */
import { z } from "zod";
import { mobileNumber, plainPhoneNumber } from "../accounts/phone-number.ts";
import { bilingualSchema, openCode, tone } from "../core/fields.ts";
import type { RouteDefinition } from "../core/route.ts";
import type { healthPaths } from "./paths.ts";

const outcome = {
  state: openCode,
  stateLabel: bilingualSchema,
  tone,
  saw: bilingualSchema,
  /** null if no action is needed. */
  mend: bilingualSchema.nullable(),
};

export const connectionRoutes = {
  checkConnections: {
    summary: { zh: "检查与外部系统的连接", en: "Ask outside systems how they are, within a few seconds" },
    roles: ["operator"],
    body: z.object({ connections: z.array(openCode.max(64)).min(1).max(250) }),
    answers: z.object({
      checked: z.array(z.object({ connection: openCode, label: bilingualSchema, ...outcome, tookMs: z.int().min(0) })),
    }),
    errors: ["not-found"],
  },
  sendTestSms: {
    summary: { zh: "向自己的手机发一条测试短信", en: "Send one's own phone a text message, to see that it comes" },
    roles: ["operator"],
    /** A mainland number: text messages reach no others. */
    body: z.object({ phone: z.string().max(40).overwrite(plainPhoneNumber).regex(mobileNumber) }),
    answers: z.object(outcome),
    errors: [],
  },
} as const satisfies Partial<Record<keyof typeof healthPaths, RouteDefinition>>;

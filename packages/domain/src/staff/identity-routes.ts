/**
 * Routes for single sign-on with the identity provider of a school or company (统一身份认证), which a person binds to their
 * account once.
 */
import { z } from "zod";
import { bilingualSchema, instant, typedText } from "../core/fields.ts";
import { staffRoles } from "../core/roles.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import {
  browserId,
  oneTimeCode,
  password,
  recoveryCode,
  staffAccountSchema,
} from "./account-routes.ts";

const params = z.object({ providerId: typedText(32).regex(/^[a-z0-9-]{1,32}$/) });

/** URL for the redirect, and the `state` that the browser stores to verify the return. */
const loginFlow = z.object({ url: z.string(), state: z.string() });

/** The query string with which the provider redirected back, unchanged. */
const returned = z.object({ returned: typedText(4000) });

const anyone = ["anonymous", ...staffRoles] as const;

export const staffIdentityRoutes = {
  listIdentityProviders: {
    summary: { zh: "可用的统一身份认证", en: "Systems by which staff may sign in" },
    roles: anyone,
    answers: z.object({
      providers: z.array(z.object({ providerId: z.string(), name: bilingualSchema })),
    }),
  },
  beginIdentitySignIn: {
    summary: { zh: "开始统一身份认证登录", en: "Begin to sign in by such a system" },
    roles: anyone,
    params,
    answers: loginFlow,
    errors: ["not-found", "identity-provider-unavailable"],
  },
  finishIdentitySignIn: {
    summary: {
      zh: "从统一身份认证返回：取得五分钟内有效的登录凭据，再配合动态码登录",
      en: "Back from such a system: a ticket of five minutes, which signs in together with a one-time code",
    },
    roles: anyone,
    body: returned,
    answers: z.object({ ticket: z.string(), username: z.string() }),
    errors: [
      "identity-login-ended",
      "identity-refused",
      "identity-not-bound",
      "identity-provider-unavailable",
    ],
  },
  staffSignInByIdentity: {
    summary: {
      zh: "凭统一身份认证的凭据与动态码（或恢复码）登录",
      en: "Sign in with such a ticket and a one-time code, or a recovery code",
    },
    roles: anyone,
    body: z.object({
      ticket: typedText(200),
      oneTimeCode: oneTimeCode.optional(),
      recoveryCode: recoveryCode.optional(),
      browserId: browserId.optional(),
    }),
    answers: z.object({ token: z.string(), expiresAt: instant, account: staffAccountSchema }),
    errors: [
      "identity-login-ended",
      "one-time-code-wrong",
      "staff-sign-in-locked",
      "staff-unconfirmed",
    ],
  },
  listMyIdentities: {
    summary: { zh: "我绑定的统一身份认证", en: "Systems by which I may sign in" },
    roles: staffRoles,
    answers: z.object({
      identities: z.array(
        z.object({
          providerId: z.string(),
          name: bilingualSchema,
          /** null: not bound, binding is possible. */
          boundAt: instant.nullable(),
        }),
      ),
    }),
  },
  beginIdentityBinding: {
    summary: { zh: "开始绑定统一身份认证", en: "Begin to bind such a system to my account" },
    roles: staffRoles,
    params,
    body: z.object({ password }),
    answers: loginFlow,
    errors: ["not-found", "password-wrong", "identity-provider-unavailable"],
  },
  finishIdentityBinding: {
    summary: { zh: "从统一身份认证返回，完成绑定", en: "Back from such a system: bind it" },
    roles: staffRoles,
    body: returned,
    answers: z.object({}),
    errors: [
      "identity-login-ended",
      "identity-refused",
      "identity-taken",
      "identity-provider-unavailable",
    ],
  },
  endIdentityBinding: {
    summary: { zh: "解除绑定统一身份认证", en: "Unbind such a system" },
    roles: staffRoles,
    params,
    answers: z.object({}),
    errors: ["not-found"],
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

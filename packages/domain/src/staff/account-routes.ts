/** Routes for the own account of staff: password, one-time codes, recovery codes, sessions. */
import { z } from "zod";
import { bilingualSchema, id, instant, openCode } from "../core/fields.ts";
import { staffRoles } from "../core/roles.ts";
import type { RouteDefinition } from "../core/route.ts";
import type { staffPaths } from "./paths.ts";
import { oneTimeCode, password, staffAccountSchema } from "./sign-in-routes.ts";

/** Ten codes, each valid for one sign-in; displayed once, only their hashes are stored. */
const recoveryCodes = z.array(z.string());

export const staffAccountRoutes = {
  changePassword: {
    summary: {
      zh: "修改密码；其他登录会话随即结束",
      en: "Change the password; every other session of the person ends",
    },
    roles: staffRoles,
    duringSetUp: true,
    body: z.object({ password, newPassword: password }),
    answers: staffAccountSchema,
    errors: ["password-wrong", "password-too-weak", "password-known"],
  },
  startTotpEnrolment: {
    summary: {
      zh: "开始绑定动态码：取得二维码内容；确认前旧动态码仍有效",
      en: "Begin to set up one-time codes: the text of the QR code; codes set up before hold until it is confirmed",
    },
    roles: staffRoles,
    duringSetUp: true,
    body: z.object({ password }),
    /** `secret`: base32, for users who cannot scan the QR code. */
    answers: z.object({ otpauthUri: z.string(), secret: z.string() }),
    errors: ["password-wrong"],
  },
  confirmTotpEnrolment: {
    summary: {
      zh: "确认绑定动态码，取得十个恢复码；其他登录会话随即结束",
      en: "Confirm one-time codes with the first of them and get ten recovery codes; every other session ends",
    },
    roles: staffRoles,
    duringSetUp: true,
    body: z.object({ oneTimeCode }),
    answers: z.object({ account: staffAccountSchema, recoveryCodes }),
    errors: ["one-time-code-wrong", "totp-enrolment-not-started"],
  },
  renewRecoveryCodes: {
    summary: { zh: "换一组恢复码，旧的全部作废", en: "Ten new recovery codes; those before are void" },
    roles: staffRoles,
    body: z.object({ password }),
    answers: z.object({ recoveryCodes }),
    errors: ["password-wrong"],
  },
  listMySessions: {
    summary: { zh: "我的登录会话", en: "My sessions, the one seen last first" },
    roles: staffRoles,
    answers: z.object({
      sessions: z.array(
        z.object({
          sessionId: id,
          createdAt: instant,
          lastSeenAt: instant,
          expiresAt: instant,
          /** For example `Chrome, Windows`; null if the browser sent no device information. */
          device: z.string().nullable(),
          current: z.boolean(),
        }),
      ),
    }),
    errors: [],
  },
  endMySession: {
    summary: { zh: "结束一个登录会话", en: "End one session of mine" },
    roles: staffRoles,
    params: z.object({ sessionId: id }),
    answers: z.object({}),
    errors: ["not-found"],
  },
  listMyAccountChanges: {
    summary: {
      zh: "我的账号有过什么改动和情况，最近的在前",
      en: "What happened to my account, the latest first",
    },
    roles: staffRoles,
    answers: z.object({
      /** The latest fifty changes. */
      changes: z.array(
        z.object({
          changeId: id,
          what: openCode,
          whatLabel: bilingualSchema,
          byRoleLabel: bilingualSchema,
          at: instant,
          /** False until the person has acknowledged it. */
          seen: z.boolean(),
        }),
      ),
    }),
    errors: [],
  },
  acknowledgeMyAccountChanges: {
    summary: { zh: "我已看到到此时为止的操作", en: "I have seen the changes until then" },
    roles: staffRoles,
    body: z.object({ seenUntil: instant }),
    answers: z.object({}),
    errors: [],
  },
  endMyOtherSessions: {
    summary: { zh: "结束其他所有登录会话", en: "End every session of mine but this one" },
    roles: staffRoles,
    answers: z.object({ ended: z.int().min(0) }),
    errors: [],
  },
} as const satisfies Partial<Record<keyof typeof staffPaths, RouteDefinition>>;

/** Routes for the own account of staff: password, one-time codes, recovery codes, sessions. */
import { z } from "zod";
import { bilingualSchema, id, instant, openCode, token, typedText } from "../core/fields.ts";
import { staffRoles } from "../core/roles.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";

/** Not normalized: spaces and full-width forms are part of the password. */
export const password = z
  .string()
  .min(1)
  .max(200)
  .refine((text) => !text.includes("\0"));

export const oneTimeCode = typedText(12).regex(/^\d{6}$/);

/** For example `k7q2m-x4r9t`; spaces, hyphens and capitals are ignored. */
export const recoveryCode = z
  .string()
  .max(40)
  .overwrite((text) => text.normalize("NFKC").replace(/[\s-]/g, "").toLowerCase())
  .regex(/^[a-z2-9]{10}$/);

/**
 * Random id stored by the browser. In a browser where the person signed in before, failed guesses of others do not lock
 * the person out.
 */
export const browserId = token(100).min(32);

/** A role that a person may act in, with its scope. */
export const postSchema = z.object({
  /** For the first post, the person's own id. */
  postId: id,
  role: openCode,
  roleLabel: bilingualSchema,
  /** For posts limited to one school. */
  school: z.object({ schoolCode: z.string(), name: z.string() }).nullable(),
  /** For posts limited to one department of the school. */
  department: z.string().nullable(),
  /** For posts limited to one province. */
  province: bilingualSchema.extend({ code: openCode }).nullable(),
});

export const staffAccountSchema = z.object({
  staffId: id,
  username: z.string(),
  name: z.string(),
  /** The current post. */
  ...postSchema.shape,
  /** All posts of the person, the first one first. */
  posts: z.array(postSchema),
  /** The password is an initial one: no other route works until it is changed. */
  mustChangePassword: z.boolean(),
  /** False: no other route works until one-time codes are set up. */
  totpEnrolled: z.boolean(),
  recoveryCodesLeft: z.int().min(0),
});

export const staffRoutes = {
  staffSignIn: {
    summary: {
      zh: "员工登录：密码加动态码，或密码加恢复码；尚未绑定动态码时只需密码",
      en: "Sign in to the console with password and one-time code, or a recovery code in its place; who has not set up codes yet sends neither",
    },
    roles: ["anonymous", ...staffRoles],
    body: z.object({
      username: typedText(64),
      password,
      oneTimeCode: oneTimeCode.optional(),
      /** Used instead of the one-time code; each works once. */
      recoveryCode: recoveryCode.optional(),
      browserId: browserId.optional(),
    }),
    answers: z.object({ token: z.string(), expiresAt: instant, account: staffAccountSchema }),
    errors: ["staff-sign-in-refused", "staff-sign-in-locked", "staff-unconfirmed"],
  },
  switchPost: {
    summary: {
      zh: "换到自己的另一个岗位：此会话结束，在那个岗位上开始新的会话，到期时间不变",
      en: "Act in another role of mine: this session ends, and a new one begins in that role until the same hour",
    },
    roles: staffRoles,
    body: z.object({ postId: id }),
    answers: z.object({ token: z.string(), expiresAt: instant, account: staffAccountSchema }),
    errors: ["not-found"],
  },
  readStaffAccount: {
    summary: { zh: "我的员工账号", en: "The staff member behind the session" },
    roles: staffRoles,
    duringSetUp: true,
    answers: staffAccountSchema,
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

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
    summary: {
      zh: "换一组恢复码，旧的全部作废",
      en: "Ten new recovery codes; those before are void",
    },
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
  },
  acknowledgeMyAccountChanges: {
    summary: { zh: "我已看到到此时为止的操作", en: "I have seen the changes until then" },
    roles: staffRoles,
    body: z.object({ seenUntil: instant }),
    answers: z.object({}),
  },
  endMyOtherSessions: {
    summary: { zh: "结束其他所有登录会话", en: "End every session of mine but this one" },
    roles: staffRoles,
    answers: z.object({ ended: z.int().min(0) }),
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

/** Routes for signing in and out, and for the account of the current session. */
import { z } from "zod";
import { lastFour } from "../codes/routes.ts";
import { bilingualSchema, id, instant, openCode, token, typedText } from "../core/fields.ts";
import { staffRoles } from "../core/roles.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { mobileNumber, plainPhoneNumber } from "./phone-number.ts";

/** Sessions of a student: each signed-in device can list all of them and end any. */
export const accountSessionRoutes = {
  proveAccount: {
    summary: {
      zh: "核验本人：导出、删除、退出采集之前，输入证件号后四位",
      en: "Prove the account's owner again by the last four characters of the ID number, before data are exported or deleted",
    },
    roles: ["student"],
    body: z.object({ lastFour }),
    answers: z.object({ provenUntil: instant }),
    errors: ["last-four-wrong", "last-four-locked"],
  },
  listAccountSessions: {
    summary: { zh: "我在哪些设备上登录", en: "Where I am signed in, the one used last first" },
    roles: ["student"],
    answers: z.object({
      sessions: z.array(
        z.object({
          accountSessionId: id,
          createdAt: instant,
          lastSeenAt: instant,
          expiresAt: instant,
          /** For example `Chrome, Windows`; null if the client sent no device information. */
          device: z.string().nullable(),
          current: z.boolean(),
          /** True if this session began after the current one and the user has not yet acknowledged it. */
          isNews: z.boolean(),
        }),
      ),
    }),
  },
  acknowledgeAccountSessions: {
    summary: { zh: "这些登录都是我本人", en: "The sessions until then are known to me" },
    roles: ["student"],
    body: z.object({ seenUntil: instant }),
    answers: z.object({}),
  },
  endAccountSession: {
    summary: { zh: "退出一台设备的登录", en: "End one session of mine" },
    roles: ["student"],
    params: z.object({ accountSessionId: id }),
    answers: z.object({}),
    errors: ["not-found"],
  },
  endOtherAccountSessions: {
    summary: { zh: "退出其他所有设备的登录", en: "End every session of mine but this one" },
    roles: ["student"],
    answers: z.object({ ended: z.int().min(0) }),
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

const wechatCode = z.object({ code: token(512) });

/** A mainland mobile number; spaces, hyphens and the country code are optional. */
const phone = z.string().max(40).overwrite(plainPhoneNumber).regex(mobileNumber);

export const accountSchema = z.object({
  accountId: id,
  role: openCode,
  roleLabel: bilingualSchema,
  /** Formatted as `138****0000`; null if the account has no number. */
  phoneMasked: z.string().nullable(),
});

export const sessionSchema = z.object({
  /** Sent by the client as `authorization: Bearer …`. */
  token: z.string(),
  expiresAt: instant,
  account: accountSchema,
});

const wechatErrors = ["wechat-code-used", "wechat-refused", "wechat-unavailable"] as const;
/** Errors for a number whose account belongs to an identified student: the caller must prove the last four digits. */
const ownerErrors = ["identity-proof-needed", "last-four-wrong", "last-four-locked"] as const;
const signedIn = ["student", ...staffRoles] as const;

export const signInRoutes = {
  signInWithWechat: {
    summary: { zh: "小程序微信快速登录", en: "Sign in with the wx.login code of the mini-program" },
    roles: ["anonymous", "student"],
    body: wechatCode,
    answers: sessionSchema,
    errors: wechatErrors,
  },
  bindWechatPhone: {
    summary: { zh: "微信手机号授权", en: "Give the phone number by the getPhoneNumber code" },
    roles: ["student"],
    body: wechatCode.extend({ lastFour: lastFour.optional() }),
    answers: accountSchema,
    errors: [...wechatErrors, ...ownerErrors],
  },
  readWechatWebSignIn: {
    summary: {
      zh: "微信内网页登录的授权地址，另加 redirect_uri 与 state",
      en: "WeChat's page where a page inside WeChat signs in; redirect_uri and state are the caller's to add",
    },
    roles: ["anonymous", "student"],
    answers: z.object({ authorizeUrl: z.string() }),
  },
  signInWithWechatWeb: {
    summary: { zh: "微信内网页登录", en: "Sign in on a page inside WeChat by its OAuth code" },
    roles: ["anonymous", "student"],
    body: wechatCode,
    answers: sessionSchema,
    errors: wechatErrors,
  },
  sendSmsCode: {
    summary: { zh: "获取短信验证码", en: "Send a code by SMS" },
    roles: ["anonymous", "student"],
    body: z.object({ phone }),
    answers: z.object({ expiresAt: instant, nextAfterS: z.int().min(0) }),
    errors: ["sms-too-often", "sms-unavailable", "sms-budget-spent"],
  },
  signInWithSms: {
    summary: {
      zh: "短信验证码登录；已登录时为账号补充手机号",
      en: "Sign in with phone and SMS code; with a session, give that account the phone number",
    },
    roles: ["anonymous", "student"],
    body: z.object({ phone, code: typedText(12).regex(/^\d{6}$/), lastFour: lastFour.optional() }),
    answers: sessionSchema,
    errors: ["sms-code-wrong", "sms-code-expired", "sms-too-often", ...ownerErrors],
  },
  signOut: {
    summary: { zh: "退出登录", en: "Sign out: the session ends at once" },
    roles: signedIn,
    duringSetUp: true,
    answers: z.object({}),
  },
  readAccount: {
    summary: { zh: "我的账号", en: "The account behind the session" },
    roles: signedIn,
    duringSetUp: true,
    answers: accountSchema,
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

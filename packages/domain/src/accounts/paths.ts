/** Method and path of the routes of this folder. */
import type { RouteRow } from "../core/route-row.ts";

export const accountPaths = {
  signInWithWechat: { method: "POST", path: "/v1/sign-in/wechat" },
  bindWechatPhone: { method: "POST", path: "/v1/sign-in/wechat-phone" },
  readWechatWebSignIn: { method: "GET", path: "/v1/sign-in/wechat-web" },
  signInWithWechatWeb: { method: "POST", path: "/v1/sign-in/wechat-web" },
  sendSmsCode: { method: "POST", path: "/v1/sign-in/sms-code" },
  signInWithSms: { method: "POST", path: "/v1/sign-in/sms" },
  signOut: { method: "POST", path: "/v1/sign-out", staffSession: true },
  readAccount: { method: "GET", path: "/v1/account" },
  proveAccount: { method: "POST", path: "/v1/account/proof" },
  listAccountSessions: { method: "GET", path: "/v1/account/sessions" },
  acknowledgeAccountSessions: { method: "POST", path: "/v1/account/sessions/seen" },
  endAccountSession: { method: "POST", path: "/v1/account/sessions/:accountSessionId/end" },
  endOtherAccountSessions: { method: "POST", path: "/v1/account/other-sessions/end" },
} as const satisfies Readonly<Record<string, RouteRow>>;

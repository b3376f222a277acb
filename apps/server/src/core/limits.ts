/**
 * The only list of rate limits: routes or costs, by what they are counted, and how often. docs/security/limits.md is
 * generated from it.
 */
import type { Bilingual, RouteName } from "@gradphoto/domain";
import type { RateLimitRule } from "../infra/rate-limit.ts";

export interface Limit extends RateLimitRule {
  readonly per: Bilingual;
  /** Omitted when `routes` describes it. */
  readonly what?: Bilingual;
  /** Calls to these routes are counted. A limit without routes is counted where the cost arises. */
  readonly routes?: readonly RouteName[];
}

const [minute, quarter, hour, day] = [60, 900, 3600, 86_400] as const;
const words = (zh: string, en: string): Bilingual => ({ zh, en });
const perNetwork = words("每个网络，没有会话的", "network, without a session");
const perAccount = words("每个账号", "account");
const perKey = words("每个接口密钥", "API key");
const perNumber = words("每个手机号", "phone number");
const everybody = words("所有人合计", "everybody together");
const smsCode = words("短信验证码", "codes by SMS");
const lastFour = words("输错的证件号后四位", "wrong last four of the ID number");
const allRequests = words("一切请求，每个接口进程", "all requests, in each API process");

const limit = (
  name: string,
  hits: number,
  windowS: number,
  per: Bilingual,
  what: Bilingual,
): Limit => ({
  ...{ name, hits, windowS, per, what },
});
const ofRoutes = (
  per: Bilingual,
  hits: number,
  windowS: number,
  ...routes: readonly RouteName[]
): Limit => ({
  ...{ name: `${per.en} ${routes[0]}`, hits, windowS, per, routes },
});

/** Counted in memory before any lookup. GRADPHOTO_ADDRESS_REQUESTS_PER_MINUTE sets the first one. */
export const requestLimits = {
  network: limit("requests", 60_000, minute, words("每个网络", "network"), allRequests),
  session: limit("session-requests", 9000, 600, words("每个会话", "session"), allRequests),
};

/**
 * A campus may share one network, so only requests that succeed or cost something count. Refused requests never count.
 */
export const networkLimits: readonly Limit[] = [
  ofRoutes(perNetwork, 3000, minute, "signInWithSms", "claimHelperLink", "beginIdentitySignIn"),
];

/** Budgets for costly operations, per account, or per session for callers without an account. */
export const accountLimits: readonly Limit[] = [
  ofRoutes(perAccount, 10, day, "sendSmsCode"),
  ofRoutes(perAccount, 20, minute, "signInWithWechat", "signInWithWechatWeb", "bindWechatPhone"),
  ofRoutes(perAccount, 40, hour, "readCode", "verifyCode"),
  ofRoutes(perAccount, 20, minute, "readCodePicture"),
  ofRoutes(perAccount, 20, hour, "startOrder"),
  ofRoutes(perAccount, 60, minute, "uploadAttempt", "helperUpload", "giveEvidence"),
  ofRoutes(
    perAccount,
    12,
    minute,
    "downloadPrintSheet",
    "downloadReceipt",
    "downloadInvoice",
    "downloadPngPhoto",
  ),
  ofRoutes(perAccount, 12, hour, "downloadMyData"),
  ofRoutes(perAccount, 60, hour, "startExport"),
  ofRoutes(perAccount, 600, hour, "findCollections"),
  ofRoutes(perAccount, 60, hour, "showPhone"),
  ofRoutes(perAccount, 300, 600, "readReminderPlan"),
  ofRoutes(perAccount, 60, hour, "resendMessage", "remindStalledStudents"),
  ofRoutes(perAccount, 30, hour, "checkAudit"),
  ofRoutes(perAccount, 60, 600, "checkConnections"),
  ofRoutes(perAccount, 5, hour, "sendTestSms"),
  ofRoutes(perAccount, 60, minute, "downloadMiniProgramCode", "takeInvoiceFile"),
  ofRoutes(perKey, 120, minute, "readSystemProjects", "readSystemProgress", "readSystemChanges"),
  ofRoutes(perKey, 600, minute, "readSystemPhoto"),
  ofRoutes(perKey, 30, minute, "readSystemPhotos"),
  ofRoutes(perAccount, 10, quarter, "changePassword", "startTotpEnrolment", "renewRecoveryCodes"),
  ofRoutes(perAccount, 10, quarter, "confirmTotpEnrolment", "beginIdentityBinding"),
];

/** Counted per collection in the path, regardless of the caller. */
export const studentLimits = [ofRoutes(words("每个学生", "student"), 5, day, "resendMessage")];

/** Counted where the cost arises. */
export const budgets = {
  smsMinute: limit("sms-minute", 1, minute, perNumber, smsCode),
  smsHour: limit("sms-hour", 5, hour, perNumber, smsCode),
  smsDay: limit("sms-day", 10, day, perNumber, smsCode),
  smsGuess: limit("sms-guess", 5, 300, smsCode, words("输错，之后作废", "wrong, then it is void")),
  smsNetwork: limit("sms-network", 600, hour, perNetwork, smsCode),
  allSmsHour: limit("all-sms-hour", 20_000, hour, everybody, smsCode),
  allSmsDay: limit("all-sms-day", 100_000, day, everybody, smsCode),
  lastFour: limit("last-four", 5, hour, words("每个采集码与账号", "code and account"), lastFour),
  lastFourOfCode: limit("last-four-of-code", 10, day, words("每个采集码", "code"), lastFour),
  siteCode: limit(
    "site-code",
    300,
    minute,
    words("每个拍摄码", "camera code"),
    words("核对采集码", "codes checked"),
  ),
  siteTicket: limit(
    "site-ticket",
    300,
    hour,
    perNetwork,
    words("一个现场的取号", "numbers of an on-site day"),
  ),
  ownTicket: limit(
    "own-ticket",
    5,
    day,
    perAccount,
    words("一个现场的取号", "numbers of an on-site day"),
  ),
  staffGuess: limit(
    "staff-guess",
    5,
    quarter,
    words("用户名与网络", "user name, network"),
    words("错密码", "wrong passwords"),
  ),
  wechat: limit(
    "wechat",
    3000,
    minute,
    perNetwork,
    words("向微信核对登录", "sign-ins that query WeChat"),
  ),
  staffNetwork: limit(
    "staff-network",
    120,
    minute,
    perNetwork,
    words("看过的员工密码", "staff passwords checked"),
  ),
  staffName: limit(
    "staff-name",
    50,
    quarter,
    words("用户名", "user name"),
    words("员工登录", "sign-ins of staff"),
  ),
  staffCode: limit(
    "staff-code",
    5,
    hour,
    words("每个员工", "staff"),
    words("错动态码", "wrong one-time codes"),
  ),
  phoneCheck: limit(
    "phone-check",
    5,
    day,
    words("客服与学生", "staff and student"),
    words("核对手机号", "phone checks"),
  ),
};

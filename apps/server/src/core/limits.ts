/** The one list of limits: who is counted, for what, how often. `print-limits.ts` prints it as docs/security/limits.md. */
import type { Bilingual, RouteName } from "@gradphoto/domain";
import type { RateLimitRule } from "../infra/rate-limit.ts";

export interface Limit extends RateLimitRule {
  /** Whose count it is. */
  readonly per: Bilingual;
  readonly what: Bilingual;
  /** Counted where these routes are called; a limit without any is counted where the cost arises. */
  readonly routes?: readonly RouteName[];
}

const [minute, quarter, hour, day] = [60, 900, 3600, 86_400] as const;

const words = (zh: string, en: string): Bilingual => ({ zh, en });
const network = words("每个网络，没有会话的", "network, without a session");
const session = words("每个会话", "session");
const account = words("每个账号", "account");
const number = words("每个手机号", "phone number");
const everybody = words("所有人合计", "everybody together");

/** A campus may share one network: only what succeeded or cost something counts, refused requests never do. */
export const networkLimits = {
  signIn: {
    ...{ name: "sign-in", hits: 3000, windowS: minute, per: network },
    what: words("成功的登录", "sign-ins that succeed"),
    routes: ["signInWithWechat", "signInWithWechatWeb", "signInWithSms", "claimHelperLink", "beginIdentitySignIn"],
  },
  sms: {
    ...{ name: "sms-network", hits: 600, windowS: hour, per: network },
    what: words("发出的短信验证码", "codes sent by SMS"),
    routes: ["sendSmsCode"],
  },
  ticket: {
    ...{ name: "site-ticket", hits: 300, windowS: hour },
    per: words("每个现场、每个网络，没有会话的", "on-site day and network, without a session"),
    what: words("取走的号；登录后取号不计", "numbers taken; who is signed in is not counted"),
  },
  staffGuess: {
    ...{ name: "staff-guess", hits: 5, windowS: quarter },
    per: words("每个用户名与网络，或用过的浏览器", "user name and network, or browser used before"),
    what: words("输错的员工密码", "wrong passwords of staff"),
  },
  staffGuessOfName: {
    ...{ name: "staff-name", hits: 50, windowS: quarter },
    per: words("每个用户名，从没有用过的浏览器", "user name, from browsers not used before"),
    what: words("员工登录", "sign-ins of staff"),
  },
} as const satisfies Readonly<Record<string, Limit>>;

/** Counted in the memory of each API process, before anything is looked up. */
export const requestLimits = {
  network: {
    ...{ name: "requests", hits: 60_000, windowS: minute },
    per: words("每个网络（GRADPHOTO_ADDRESS_REQUESTS_PER_MINUTE）", "network (GRADPHOTO_ADDRESS_REQUESTS_PER_MINUTE)"),
    what: words("一切请求，每个接口进程", "all requests, in each API process"),
  },
  session: {
    ...{ name: "session-requests", hits: 9000, windowS: 600, per: session },
    what: words("一切请求，每个接口进程", "all requests, in each API process"),
  },
} as const satisfies Readonly<Record<string, Limit>>;

const ofAccount = (
  name: string,
  hits: number,
  windowS: number,
  what: Bilingual,
  routes: readonly RouteName[],
): Limit => ({ name, hits, windowS, per: account, what, routes });

/** Budgets of costly acts, counted by these routes for the account, or for the session of who has none. */
export const actLimits: readonly Limit[] = [
  ofAccount("sms-account", 10, day, words("已登录时的短信验证码", "codes by SMS while signed in"), ["sendSmsCode"]),
  ofAccount("issuer", 40, hour, words("向学信网核对采集码", "codes checked with the issuer"), [
    "readCode",
    "verifyCode",
  ]),
  ofAccount("code-picture", 20, minute, words("识别采集码图片", "pictures of codes read"), ["readCodePicture"]),
  ofAccount("order", 20, hour, words("发起支付", "payments started"), ["startOrder"]),
  ofAccount("upload", 60, minute, words("上传", "uploads"), ["uploadAttempt", "helperUpload", "giveEvidence"]),
  ofAccount("document", 12, minute, words("打印页、收据、发票、PNG", "print sheets, receipts, invoices, PNG"), [
    "downloadPrintSheet",
    "downloadReceipt",
    "downloadInvoice",
    "downloadPngPhoto",
  ]),
  ofAccount("my-data", 12, hour, words("下载自己的全部数据", "downloads of all own data"), ["downloadMyData"]),
  ofAccount("export", 60, hour, words("导出", "exports"), ["startExport"]),
  ofAccount("search", 600, hour, words("按学生查找", "searches for students"), ["findCollections"]),
  ofAccount("show-phone", 60, hour, words("查看手机号", "phone numbers shown"), ["showPhone"]),
  ofAccount("reminder-plan", 300, 600, words("预览催办", "previews of reminders"), ["readReminderPlan"]),
  ofAccount("message", 60, hour, words("重发通知、催办", "messages resent, reminders"), [
    "resendMessage",
    "remindStalledStudents",
  ]),
  ofAccount("audit-check", 30, hour, words("核对审计日志", "checks of the audit log"), ["checkAudit"]),
  ofAccount("connections", 60, 600, words("检查外部连接", "checks of outside systems"), ["checkConnections"]),
  ofAccount("test-sms", 5, hour, words("试发短信", "test messages"), ["sendTestSms"]),
  ofAccount("staff-file", 60, minute, words("小程序码、发票文件", "mini-program codes, invoice files"), [
    "downloadMiniProgramCode",
    "takeInvoiceFile",
  ]),
  ofAccount("staff-secret", 10, quarter, words("改密码、动态码、绑定", "changes of password, codes, bindings"), [
    "changePassword",
    "startTotpEnrolment",
    "confirmTotpEnrolment",
    "renewRecoveryCodes",
    "beginIdentityBinding",
  ]),
];

/** Counted for the collection in the path, whoever acts. */
export const studentLimits: readonly Limit[] = [
  {
    ...{ name: "message-student", hits: 5, windowS: day },
    per: words("每个学生", "student"),
    what: words("重发给同一个学生的通知", "messages resent to one student"),
    routes: ["resendMessage"],
  },
];

/** Budgets that are counted where the cost arises. */
export const budgets = {
  lastFourOfGuesser: {
    ...{ name: "last-four", hits: 5, windowS: hour },
    per: words("每个采集码与账号，现场为拍摄码与网络", "code and account; on site camera code and network"),
    what: words("输错的证件号后四位", "wrong last four of the ID number"),
  },
  lastFourOfCode: {
    ...{ name: "last-four-code", hits: 10, windowS: day },
    per: words("每个采集码，现场为每个拍摄码另计", "code; on site apart, by camera code"),
    what: words("输错的证件号后四位", "wrong last four of the ID number"),
  },
  oneTimeCode: {
    ...{ name: "one-time-code", hits: 5, windowS: hour },
    per: words("每个员工账号，用过的浏览器另计", "account of staff; browsers used before apart"),
    what: words("密码正确而动态码输错", "wrong one-time codes behind a right password"),
  },
  siteCode: {
    ...{ name: "site-code", hits: 300, windowS: minute },
    per: words("每个拍摄码", "camera code of an on-site day"),
    what: words("现场向学信网核对采集码", "codes checked with the issuer on site"),
  },
  ticket: {
    ...{ name: "site-ticket-account", hits: 5, windowS: day },
    per: words("每个现场与账号", "on-site day and account"),
    what: words("已登录时取走的号", "numbers taken while signed in"),
  },
  phoneCheck: {
    ...{ name: "phone-check", hits: 5, windowS: day },
    per: words("每位客服与学生", "member of customer service and student"),
    what: words("核对手机号末四位", "checks of a phone number's end"),
  },
  smsNumberMinute: {
    ...{ name: "sms-number-minute", hits: 1, windowS: minute, per: number },
    what: words("短信验证码", "codes by SMS"),
  },
  smsNumberHour: {
    ...{ name: "sms-number-hour", hits: 5, windowS: hour, per: number },
    what: words("短信验证码", "codes by SMS"),
  },
  smsNumberDay: {
    ...{ name: "sms-number-day", hits: 10, windowS: day, per: number },
    what: words("短信验证码", "codes by SMS"),
  },
  smsGuess: {
    ...{ name: "sms-guess", hits: 5, windowS: 300 },
    per: words("每条短信验证码，之后失效", "code by SMS, which is void then"),
    what: words("输错的验证码", "wrong codes"),
  },
  smsHour: {
    ...{ name: "sms-hour", hits: 20_000, windowS: hour, per: everybody },
    what: words(
      "短信验证码（GRADPHOTO_SMS_PER_HOUR），到一半报警",
      "codes by SMS (GRADPHOTO_SMS_PER_HOUR), alert at half",
    ),
  },
  smsDay: {
    ...{ name: "sms-day", hits: 100_000, windowS: day, per: everybody },
    what: words(
      "短信验证码（GRADPHOTO_SMS_PER_DAY），到一半报警",
      "codes by SMS (GRADPHOTO_SMS_PER_DAY), alert at half",
    ),
  },
} as const satisfies Readonly<Record<string, Limit>>;

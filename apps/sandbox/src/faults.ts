/** List of the faults that tests can order for each endpoint, and the answers of faulty endpoints. */
import { z } from "zod";
import { type Answer, json } from "./answer.ts";

const wechat = (errcode: number, errmsg: string): Answer => json(200, { errcode, errmsg });
const wechatPay = (status: number, code: string, message: string): Answer =>
  json(status, { code, message });
/** Marks a fault that changes the endpoint's behaviour instead of its answer. The endpoint implements it. */
const inside = "inside";

const wechatAnswers = {
  busy: wechat(-1, "system error"),
  "too-frequent": wechat(45011, "api minute-quota reach limit"),
};
const codeAnswers = {
  "expired-code": wechat(40029, "invalid code"),
  "used-code": wechat(40163, "code been used"),
};
const tokenAnswers = { "expired-token": wechat(42001, "access_token expired") };
const payAnswers = {
  "system-error": wechatPay(500, "SYSTEM_ERROR", "系统异常，请稍后重试"),
  "too-frequent": wechatPay(429, "FREQUENCY_LIMITED", "频率超限"),
  "skewed-clock": inside,
  "wrong-serial": inside,
  "bad-signature": inside,
} as const;

const alipayAnswers = {
  "system-error": json(200, {
    code: "20000",
    msg: "Service Currently Unavailable",
    sub_code: "isp.unknow-error",
  }),
  "too-frequent": json(200, {
    code: "40005",
    msg: "Call Limited",
    sub_code: "isv.app-call-limited",
  }),
  "bad-signature": inside,
} as const;
const notificationKinds = {
  duplicate: inside,
  late: inside,
  "out-of-order": inside,
  forged: inside,
  "wrong-amount": inside,
  lost: inside,
} as const;

const registryBusy = json(503, { code: "busy", message: "请稍后再试 / Try again later" });

export const faultTargets = [
  "wechat-login",
  "wechat-token",
  "wechat-phone",
  "wechat-message",
  "wechat-code",
  "wechat-oauth",
  "sms",
  "chsi",
  "pay-order",
  "pay-query",
  "pay-close",
  "pay-refund",
  "pay-bill",
  "pay-notification",
  "alipay-query",
  "alipay-close",
  "alipay-refund",
  "alipay-bill",
  "alipay-notification",
  "cas-validate",
  "registry-upload",
  "registry-result",
  "school-webhook",
] as const;
export type FaultTarget = (typeof faultTargets)[number];

/** Faults of each endpoint. All endpoints except notifications also support the four in `everywhere`. */
const faultTable = {
  "wechat-login": { ...wechatAnswers, ...codeAnswers },
  "wechat-token": wechatAnswers,
  "wechat-phone": { ...wechatAnswers, ...codeAnswers, ...tokenAnswers },
  "wechat-message": {
    ...wechatAnswers,
    ...tokenAnswers,
    "not-subscribed": wechat(43101, "user refuse to accept the msg"),
  },
  "wechat-code": {
    ...wechatAnswers,
    ...tokenAnswers,
    "invalid-token": wechat(40001, "invalid credential, access_token is invalid or not latest"),
    "quota-used-up": wechat(45009, "reach max api daily quota limit"),
  },
  "wechat-oauth": { ...wechatAnswers, ...codeAnswers },
  sms: {
    "too-frequent": json(429, { code: "too-frequent", message: "请稍后再试 / Try again later" }),
  },
  chsi: { busy: json(503, { code: "busy", message: "请稍后再试 / Try again later" }) },
  "pay-order": payAnswers,
  "pay-query": payAnswers,
  "pay-close": payAnswers,
  "pay-refund": {
    ...payAnswers,
    "not-enough": wechatPay(403, "NOT_ENOUGH", "余额不足"),
    "account-abnormal": wechatPay(403, "USER_ACCOUNT_ABNORMAL", "用户账户异常"),
    "ends-abnormal": inside,
    "ends-closed": inside,
  },
  "pay-bill": payAnswers,
  "pay-notification": { ...notificationKinds, "skewed-clock": inside },
  "alipay-query": alipayAnswers,
  "alipay-close": alipayAnswers,
  "alipay-refund": { ...alipayAnswers, "not-enough": inside, refused: inside, "no-change": inside },
  "alipay-bill": alipayAnswers,
  "alipay-notification": notificationKinds,
  "cas-validate": { "invalid-ticket": inside },
  "registry-upload": { busy: registryBusy },
  "school-webhook": {
    redirect: { ...json(302, ""), headers: { location: "http://169.254.169.254/" } },
    ended: json(410, { code: "ended", message: "已停用 / No longer in use" }),
    "bad-signature": json(401, {
      code: "bad-signature",
      message: "签名不对 / The signature does not match",
    }),
  },
  "registry-result": { busy: registryBusy, "still-pending": inside, "duplicate-answers": inside },
} satisfies Record<FaultTarget, Record<string, Answer | typeof inside>>;

export const everywhere = ["slow", "server-error", "garbage", "lost-answer"] as const;

const targets = z.enum(faultTargets);

export const kindsOf = (target: FaultTarget): readonly string[] => [
  ...Object.keys(faultTable[target]),
  ...(target.endsWith("-notification") ? [] : everywhere),
];

/** Order of a fault. `delayMs` applies to slow and late; `copies` to duplicate (number of extra copies). */
export const faultSchema = z
  .object({
    target: targets,
    kind: z.string(),
    times: z.coerce.number().int().min(1).max(1000).default(1),
    delayMs: z.coerce.number().int().min(0).max(86_400_000).default(10_000),
    copies: z.coerce.number().int().min(1).max(16).default(1),
  })
  .refine(({ target, kind }) => kindsOf(target).includes(kind), {
    error: ({ input }) => `this target knows: ${describeKinds(input)}`,
    path: ["kind"],
  });

export type Fault = z.infer<typeof faultSchema>;

const describeKinds = (input: unknown): string => {
  const parsed = z.object({ target: targets }).safeParse(input);
  return parsed.success ? kindsOf(parsed.data.target).join(", ") : faultTargets.join(", ");
};

/**
 * Takes the next ordered fault of this target. Each use decrements the count of the order, which is removed at zero.
 */
export function takeFault(faults: Fault[], target: FaultTarget): Fault | undefined {
  const index = faults.findIndex((fault) => fault.target === target);
  const fault = faults[index];
  if (!fault) return undefined;
  if (fault.times > 1) faults[index] = { ...fault, times: fault.times - 1 };
  else faults.splice(index, 1);
  return fault;
}

/** Answer of a fault that needs no code of the endpoint. */
export function faultAnswer({ target, kind }: Fault): Answer | undefined {
  if (kind === "server-error")
    return { status: 500, body: "<html><h1>500</h1></html>", type: "text/html; charset=utf-8" };
  if (kind === "garbage")
    return { status: 200, body: '{"errcode":0,"op', type: "application/json; charset=utf-8" };
  const existing: Record<string, Answer | typeof inside> = faultTable[target];
  const answer = existing[kind];
  return answer === inside ? undefined : answer;
}

/** Client of WeChat's server API over HTTPS. Errors have HTTP status 200 with an errcode. */
import { z } from "zod";
import {
  type OutsideAnswer,
  type RequestFault,
  requestJson,
  requestPicture,
} from "../request-json.ts";
import { createAccessToken, type NoToken, type TokenAnswer } from "./access-token.ts";
import type {
  MessageAnswer,
  Wechat,
  WechatAnswer,
  WechatApp,
  WechatPerson,
  WechatRefusal,
} from "./wechat.ts";

export interface HttpWechatOptions {
  readonly baseUrl: string;
  readonly miniProgram: WechatApp;
  readonly officialAccount: WechatApp;
  readonly timeoutMs: number;
  /** Called for problems that an operator must fix, such as a wrong secret. */
  readonly warn: (fields: { readonly wechatErrcode: number }, message: string) => void;
}

const refused = z.object({ errcode: z.int().refine((code) => code !== 0) });
const openid = z.string().min(1).max(128);
const person = z.object({ openid, unionid: openid.optional() });
const phoneAnswer = z.object({
  phone_info: z.object({
    purePhoneNumber: z.string().regex(/^\d{5,15}$/),
    countryCode: z.string().regex(/^\d{1,4}$/),
  }),
});

/** Source: developers.weixin.qq.com, global return codes. */
const refusals: Readonly<Record<number, WechatRefusal>> = {
  40029: "code-used", // invalid code
  40163: "code-used", // code been used
  40226: "refused", // high risk user
  [-1]: "unavailable", // busy
  45009: "unavailable", // the day's quota is used up
  45011: "unavailable", // too frequent
};
/** Error codes: invalid appid, invalid appsecret, address not in the whitelist, API unauthorized. */
const unauthorized = new Set([40013, 40125, 40164, 48001]);

const faultOf = (errcode: number): RequestFault =>
  unauthorized.has(errcode) ? "unauthorized" : "request-refused";

const picture = z.object({
  bytes: z.instanceof(Uint8Array),
  mediaType: z.enum(["image/jpeg", "image/png"]),
});

/** Width of a code image, enough for printing. WeChat allows 280 to 1280. */
const codeWidthPx = 1000;

/** Error codes: invalid credential, invalid access_token, access_token expired. */
const tokenEnded = new Set([40001, 40014, 42001]);

/** Error code: user refuses to accept the message. */
const notSubscribed = 43101;

export function createHttpWechat(options: HttpWechatOptions): Wechat {
  const { miniProgram, officialAccount, timeoutMs } = options;
  const at = (path: string, query: Readonly<Record<string, string>>): URL =>
    new URL(`${options.baseUrl.replace(/\/+$/, "")}${path}?${new URLSearchParams(query)}`);
  const accessToken = createAccessToken({
    url: at("/cgi-bin/stable_token", {}),
    app: miniProgram,
    timeoutMs,
  });

  const read = <Value>(body: unknown, schema: z.ZodType<Value>): WechatAnswer<Value> => {
    const refusal = refused.safeParse(body);
    if (refusal.success) return decline(refusal.data.errcode);
    const yes = schema.safeParse(body);
    return yes.success ? { ok: true, value: yes.data } : unavailable;
  };
  const decline = (errcode: number): WechatAnswer<never> => {
    const refusal = refusals[errcode];
    if (refusal) return { ok: false, refusal };
    options.warn(
      { wechatErrcode: errcode },
      "WeChat refuses our call; see its list of return codes",
    );
    return { ...unavailable, fault: faultOf(errcode) };
  };
  const declineMessage = (errcode: number): MessageAnswer => {
    if (errcode === notSubscribed) return "not-subscribed";
    if (refusals[errcode] === "unavailable" || tokenEnded.has(errcode)) return "unavailable";
    options.warn(
      { wechatErrcode: errcode },
      "WeChat refuses our message; see its list of return codes",
    );
    return faultOf(errcode);
  };
  const signIn = async (url: URL, appid: string): Promise<WechatAnswer<WechatPerson>> => {
    const answer = await requestJson({ url, timeoutMs });
    const signedIn = read(answer?.body, person);
    if (!signedIn.ok) return signedIn;
    return {
      ok: true,
      value: { appid, openid: signedIn.value.openid, unionid: signedIn.value.unionid ?? null },
    };
  };
  /** Sends a request with an access token, and once more with a new token if WeChat refuses the first. */
  const requestWithToken = async (
    path: string,
    body: object,
    requestObject = requestJson,
  ): Promise<OutsideAnswer | NoToken | null> => {
    const request = ({ token }: TokenAnswer) =>
      requestObject({ url: at(path, { access_token: token }), body, timeoutMs });
    const token = await accessToken.current();
    if (!token.ok) return token;
    const answer = await request(token);
    const refusal = refused.safeParse(answer?.body);
    if (!refusal.success || !tokenEnded.has(refusal.data.errcode)) return answer;
    const renewed = await accessToken.renew(token.token);
    return renewed.ok ? request(renewed) : renewed;
  };

  return {
    login: (js_code) => {
      const query = { ...miniProgram, js_code, grant_type: "authorization_code" };
      return signIn(at("/sns/jscode2session", query), miniProgram.appid);
    },
    webLogin: (code) => {
      const query = { ...officialAccount, code, grant_type: "authorization_code" };
      return signIn(at("/sns/oauth2/access_token", query), officialAccount.appid);
    },
    phone: async (code) => {
      const answer = await requestWithToken("/wxa/business/getuserphonenumber", { code });
      if (answer && "ok" in answer)
        return answer.errcode === null ? unavailable : decline(answer.errcode);
      const phone = read(answer?.body, phoneAnswer);
      if (!phone.ok) return phone;
      const { countryCode, purePhoneNumber } = phone.value.phone_info;
      return { ok: true, value: `+${countryCode}${purePhoneNumber}` };
    },
    miniProgramCode: async ({ scene, page }) => {
      // The path is not checked, because the published mini-program may be older than this page.
      const body = { scene, page, check_path: false, env_version: "release", width: codeWidthPx };
      const answer = await requestWithToken("/wxa/getwxacodeunlimit", body, requestPicture);
      if (answer && "ok" in answer)
        return answer.errcode === null ? unavailable : decline(answer.errcode);
      return read(answer?.body, picture);
    },
    sendMessage: async ({ openid: touser, templateId: template_id, page, data }) => {
      const values = Object.fromEntries(
        Object.entries(data).map(([key, value]) => [key, { value }]),
      );
      const body = { touser, template_id, page, data: values, lang: "zh_CN" };
      const answer = await requestWithToken("/cgi-bin/message/subscribe/send", body);
      if (answer && "ok" in answer)
        return answer.errcode === null ? "unavailable" : declineMessage(answer.errcode);
      const refusal = refused.safeParse(answer?.body);
      if (refusal.success) return declineMessage(refusal.data.errcode);
      return z.object({ errcode: z.literal(0) }).safeParse(answer?.body).success
        ? "sent"
        : "unavailable";
    },
  };
}

const unavailable = { ok: false, refusal: "unavailable" } as const;

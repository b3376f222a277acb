/**
 * WeChat's refusals: HTTP 200 with an errcode. Source of the numbers: developers.weixin.qq.com, server API error codes.
 */
import { type Answer, json } from "../answer.ts";

const table = {
  invalidToken: [40001, "invalid credential, access_token is invalid or not latest"],
  invalidGrantType: [40002, "invalid grant_type"],
  invalidOpenid: [40003, "invalid openid"],
  invalidAppid: [40013, "invalid appid"],
  invalidCode: [40029, "invalid code"],
  invalidTemplate: [40037, "invalid template_id"],
  invalidSecret: [40125, "invalid appsecret"],
  usedCode: [40163, "code been used"],
  invalidScene: [40129, "invalid scene"],
  missingToken: [41001, "access_token missing"],
  missingCode: [41008, "missing code"],
  invalidPage: [41030, "invalid page"],
  expiredToken: [42001, "access_token expired"],
  notSubscribed: [43101, "user refuse to accept the msg"],
  malformed: [47001, "data format error"],
  invalidArgument: [47003, "argument invalid!"],
} as const;

export function wechatError(name: keyof typeof table): Answer {
  const [errcode, errmsg] = table[name];
  return json(200, { errcode, errmsg });
}

interface Credentials {
  readonly appid: string;
  readonly secret: string;
}

/** Returns the problem with the app's own credentials, if any. */
export function credentialsError(
  credentials: Credentials,
  right: readonly Credentials[],
): Answer | undefined {
  const app = right.find(({ appid }) => appid === credentials.appid);
  if (!app) return wechatError("invalidAppid");
  return app.secret === credentials.secret ? undefined : wechatError("invalidSecret");
}

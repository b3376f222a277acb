/** Web sign-in: a login page for a test person, and the exchange of the returned code. */
import { z } from "zod";
import { type Answer, type Call, json, redirect } from "../answer.ts";
import { escapeHtml, page } from "../page.ts";
import { readBody } from "../read-body.ts";
import { newId, type World } from "../world.ts";
import { mintCode, redeemCode } from "./codes.ts";
import { credentialsError, wechatError } from "./wechat-errors.ts";

const request = z.object({
  appid: z.string().catch(""),
  redirect_uri: z.string().catch(""),
  response_type: z.string().catch(""),
  scope: z.string().catch(""),
  state: z.string().max(128).catch(""),
});
type OauthRequest = z.infer<typeof request>;

const problem = (status: number, words: string): Answer =>
  page(status, "微信登录（模拟） WeChat sign-in (simulated)", `<p>${words}</p>`);

/** Returns the problem with the redirect target, if any. The page never redirects to a foreign host. */
function requestProblem(world: World, query: OauthRequest): Answer | undefined {
  const { officialAccount, redirectHosts } = world.settings.wechat;
  if (query.appid !== officialAccount.appid) return problem(400, "AppID 参数错误 / unknown appid");
  if (query.response_type !== "code")
    return problem(400, "response_type 参数错误 / response_type must be code");
  if (!["snsapi_base", "snsapi_userinfo"].includes(query.scope)) {
    return problem(400, "10005: scope 参数错误或没有 scope 权限 / unknown scope");
  }
  const hosts: readonly string[] = redirectHosts;
  const target = URL.canParse(query.redirect_uri) ? new URL(query.redirect_uri) : undefined;
  if (target && /^https?:$/.test(target.protocol) && hosts.includes(target.hostname))
    return undefined;
  return problem(
    400,
    "10003: redirect_uri 域名与后台配置不一致 / redirect_uri is not on an allowed host",
  );
}

export function authorizePage(world: World, call: Call): Answer {
  const query = request.parse(call.query);
  const wrong = requestProblem(world, query);
  if (wrong) return wrong;
  const fields = Object.entries(query)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
    .join("");
  const buttons = world.books.wechat.people
    .map(
      ({ id, name, phone }) =>
        `<p><button name="userId" value="${id}">${escapeHtml(name)} ${phone}</button></p>`,
    )
    .join("");
  return page(
    200,
    "微信登录（模拟） WeChat sign-in (simulated)",
    `<p>请选择测试用户 / Choose a test person</p>
     <form method="post" action="/connect/oauth2/authorize">${fields}${buttons}<p><button>拒绝 / Refuse</button></p></form>`,
  );
}

/** Redirects back with code and state. After a refusal it returns only the state, as WeChat does. */
export function authorizeChoice(world: World, call: Call): Answer {
  const { userId, ...rest } = readBody(request.extend({ userId: z.string().optional() }), call);
  const wrong = requestProblem(world, rest);
  if (wrong) return wrong;
  const target = new URL(rest.redirect_uri);
  if (userId !== undefined)
    target.searchParams.set("code", mintCode(world, "oauth", userId, rest.scope));
  target.searchParams.set("state", rest.state);
  return redirect(target.href);
}

const exchange = z.object({
  appid: z.string().catch(""),
  secret: z.string().catch(""),
  code: z.string().catch(""),
  grant_type: z.string().catch(""),
});

/** GET /sns/oauth2/access_token; only snsapi_userinfo includes the unionid. */
export function oauthToken(world: World, call: Call): Answer {
  const { appid, secret, code, grant_type } = exchange.parse(call.query);
  const wrong = credentialsError({ appid, secret }, [world.settings.wechat.officialAccount]);
  if (wrong) return wrong;
  if (grant_type !== "authorization_code") return wechatError("invalidGrantType");
  if (code === "") return wechatError("missingCode");
  const redeemed = redeemCode(world, "oauth", code);
  if (redeemed === "invalid") return wechatError("invalidCode");
  if (redeemed === "used") return wechatError("usedCode");
  const { person, scope } = redeemed;
  return json(200, {
    access_token: newId(world, 32),
    expires_in: 7200,
    refresh_token: newId(world, 32),
    openid: person.officialAccountOpenid,
    scope,
    ...(scope === "snsapi_userinfo" ? { unionid: person.unionid } : {}),
  });
}

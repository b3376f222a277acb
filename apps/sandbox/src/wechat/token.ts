/** POST /cgi-bin/stable_token, and the check of its tokens. */
import { z } from "zod";
import { type Answer, type Call, json } from "../answer.ts";
import { parseJson } from "../read-body.ts";
import type { World } from "../world.ts";
import { credentialsError, wechatError } from "./wechat-errors.ts";

const validForMs = 7200 * 1000;
/** Time before the expiry of a token at which a new one is issued. The old one still works until it expires. */
const renewAheadMs = 5 * 60 * 1000;

const body = z.object({
  grant_type: z.string().catch(""),
  appid: z.string().catch(""),
  secret: z.string().catch(""),
  force_refresh: z.boolean().default(false),
});

export function stableToken(world: World, call: Call): Answer {
  const parsed = body.safeParse(parseJson(call.text));
  if (!parsed.success) return wechatError("malformed");
  const { grant_type, appid, secret, force_refresh } = parsed.data;
  const { miniProgram, officialAccount } = world.settings.wechat;
  const wrong = credentialsError({ appid, secret }, [miniProgram, officialAccount]);
  if (wrong) return wrong;
  if (grant_type !== "client_credential") return wechatError("invalidGrantType");

  const nowMs = world.now().getTime();
  const { wechat } = world.books;
  const current = wechat.tokens.find(
    (existing) => existing.appid === appid && existing.expiresAtMs - nowMs > renewAheadMs,
  );
  if (current && !force_refresh) return tokenAnswer(current.token, current.expiresAtMs - nowMs);
  const token = world.randomBytes(64).toString("base64url");
  if (force_refresh) {
    for (const old of wechat.tokens)
      if (old.appid === appid) old.expiresAtMs = Math.min(old.expiresAtMs, nowMs);
  }
  wechat.tokens.push({ appid, token, expiresAtMs: nowMs + validForMs });
  return tokenAnswer(token, validForMs);
}

const tokenAnswer = (token: string, leftMs: number): Answer =>
  json(200, { access_token: token, expires_in: Math.floor(leftMs / 1000) });

const query = z.object({ access_token: z.string().catch("") });

/** Returns the problem with the call's access_token, if any. */
export function tokenError(world: World, call: Call): Answer | undefined {
  const { access_token } = query.parse(call.query);
  if (access_token === "") return wechatError("missingToken");
  const { appid } = world.settings.wechat.miniProgram;
  const issued = world.books.wechat.tokens.find(
    ({ token, appid: of }) => token === access_token && of === appid,
  );
  if (!issued) return wechatError("invalidToken");
  return issued.expiresAtMs > world.now().getTime() ? undefined : wechatError("expiredToken");
}

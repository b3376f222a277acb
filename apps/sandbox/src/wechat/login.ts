/** GET /sns/jscode2session: exchanges the mini-program's login code for an openid. */
import { z } from "zod";
import { type Answer, type Call, json } from "../answer.ts";
import type { World } from "../world.ts";
import { redeemCode } from "./codes.ts";
import { credentialsError, wechatError } from "./wechat-errors.ts";

const text = z.string().catch("");
const query = z.object({ appid: text, secret: text, js_code: text, grant_type: text });

export function login(world: World, call: Call): Answer {
  const { appid, secret, js_code, grant_type } = query.parse(call.query);
  const wrong = credentialsError({ appid, secret }, [world.settings.wechat.miniProgram]);
  if (wrong) return wrong;
  if (grant_type !== "authorization_code") return wechatError("invalidGrantType");
  if (js_code === "") return wechatError("missingCode");
  const redeemed = redeemCode(world, "login", js_code);
  if (redeemed === "invalid") return wechatError("invalidCode");
  if (redeemed === "used") return wechatError("usedCode");
  const { miniProgramOpenid, unionid } = redeemed.person;
  return json(200, { session_key: world.randomBytes(16).toString("base64"), openid: miniProgramOpenid, unionid });
}

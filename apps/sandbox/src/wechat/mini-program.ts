/** Endpoints of WeChat for the mini-program: its login, the phone number of its user, and codes that open its pages. */
import { z } from "zod";
import { type Answer, type Call, drawQr, json, png } from "../answer.ts";
import { parseJson } from "../read-body.ts";
import type { World } from "../world.ts";
import { redeemCode } from "./codes.ts";
import { tokenError } from "./token.ts";
import { credentialsError, wechatError } from "./wechat-errors.ts";

const text = z.string().catch("");
const loginInput = z.object({ appid: text, secret: text, js_code: text, grant_type: text });

/** GET /sns/jscode2session: exchanges the login code for an openid. */
export function login(world: World, call: Call): Answer {
  const { appid, secret, js_code, grant_type } = loginInput.parse(call.query);
  const wrong = credentialsError({ appid, secret }, [world.settings.wechat.miniProgram]);
  if (wrong) return wrong;
  if (grant_type !== "authorization_code") return wechatError("invalidGrantType");
  if (js_code === "") return wechatError("missingCode");
  const redeemed = redeemCode(world, "login", js_code);
  if (redeemed === "invalid") return wechatError("invalidCode");
  if (redeemed === "used") return wechatError("usedCode");
  const { miniProgramOpenid, unionid } = redeemed.person;
  return json(200, {
    session_key: world.randomBytes(16).toString("base64"),
    openid: miniProgramOpenid,
    unionid,
  });
}

const phoneInput = z.object({ code: z.string() });

/**
 * POST /wxa/business/getuserphonenumber: exchanges the phone button's code for a number. The code is valid for one use
 * and five minutes.
 */
export function phoneNumber(world: World, call: Call): Answer {
  const wrong = tokenError(world, call);
  if (wrong) return wrong;
  const parsed = phoneInput.safeParse(parseJson(call.text));
  if (!parsed.success) return wechatError("malformed");
  const redeemed = redeemCode(world, "phone", parsed.data.code);
  if (redeemed === "invalid" || redeemed === "used") return wechatError("invalidCode");
  const { phone } = redeemed.person;
  return json(200, {
    errcode: 0,
    errmsg: "ok",
    phone_info: {
      phoneNumber: phone,
      purePhoneNumber: phone,
      countryCode: "86",
      watermark: {
        timestamp: Math.floor(world.now().getTime() / 1000),
        appid: world.settings.wechat.miniProgram.appid,
      },
    },
  });
}

const codeInput = z.object({
  scene: z.string().catch(""),
  /** An empty text means the first page. */
  page: z.string().default(""),
  check_path: z.boolean().default(true),
  env_version: z.enum(["release", "trial", "develop"]).default("release"),
  width: z.int().min(280).max(1280).default(430),
});

/**
 * POST /wxa/getwxacodeunlimit: code that opens a page of the mini-program with a scene. Here it is a QR code of page
 * and scene.
 */
export async function miniProgramCode(world: World, call: Call): Promise<Answer> {
  const wrong = tokenError(world, call);
  if (wrong) return wrong;
  const parsed = codeInput.safeParse(parseJson(call.text));
  if (!parsed.success) return wechatError("malformed");
  const { scene, page, check_path } = parsed.data;
  if (!/^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/.test(scene)) return wechatError("invalidScene");
  // Nothing of the mini-program is published here, so any page that must be checked counts as missing.
  if (page.startsWith("/") || page.includes("?") || (check_path && page !== ""))
    return wechatError("invalidPage");
  return png(await drawQr(`${page}?scene=${encodeURIComponent(scene)}`));
}

/**
 * POST /wxa/business/getuserphonenumber: exchanges the phone button's code for a number. The code is valid for one use
 * and five minutes.
 */
import { z } from "zod";
import { type Answer, type Call, json } from "../answer.ts";
import { parseJson } from "../read-call.ts";
import type { World } from "../world.ts";
import { redeemCode } from "./codes.ts";
import { tokenError } from "./token.ts";
import { wechatError } from "./wechat-errors.ts";

const body = z.object({ code: z.string() });

export function phoneNumber(world: World, call: Call): Answer {
  const wrong = tokenError(world, call);
  if (wrong) return wrong;
  const parsed = body.safeParse(parseJson(call.text));
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

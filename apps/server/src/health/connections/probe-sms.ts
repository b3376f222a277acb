/** Checks that the SMS gateway accepts the key, without sending a message. */
import type { Sms } from "../../infra/sms/sms.ts";
import { createFault, createWarning, type Finding, ok } from "./finding.ts";
import { lineFault } from "./line-fault.ts";

const name = { zh: "短信网关", en: "the gateway" };
const settings = { key: "GRADPHOTO_SMS_KEY", url: "GRADPHOTO_SMS_URL" };
/** An invalid number: a gateway that accepts the key refuses the number and sends nothing. */
const noNumber = "0";

export async function probeSms(sms: Pick<Sms, "sendCode">): Promise<Finding> {
  const text = await sms.sendCode(noNumber, "000000");
  if (text === "unauthorized" || text === "unavailable") return lineFault(name, text, settings);
  if (text === "refused") return lineFault(name, "busy", settings);
  if (text === "sent") {
    return createFault(
      {
        zh: "对方接受了无效号码，可能不是短信网关",
        en: "it accepts an invalid number; it may be no gateway",
      },
      { zh: `检查 ${settings.url}`, en: `look at ${settings.url}` },
    );
  }
  return ok(
    "网关接受我们的密钥；签名和模板要发一条短信才知道",
    "the gateway accepts our key; sender name and template are known once a message is sent",
  );
}

export async function sendTestNotice(
  sms: Pick<Sms, "sendNotice">,
  phone: string,
  notice: { readonly text: string; readonly reference: string },
): Promise<Finding> {
  const text = await sms.sendNotice(phone, notice);
  if (text === "sent")
    return ok("网关已接收，请看手机", "the gateway took it: please look at the phone");
  if (text === "unauthorized" || text === "unavailable") return lineFault(name, text, settings);
  if (text === "refused") {
    return createWarning(
      { zh: "网关现在不向这个号码发送", en: "the gateway sends nothing to this number now" },
      {
        zh: "可能发得太频繁，一小时后再试或换一个号码",
        en: "it may be too often: try again in an hour, or another number",
      },
    );
  }
  return createFault(
    { zh: "网关不接受这条短信", en: "the gateway refuses this message" },
    {
      zh: "在短信服务商处检查签名、模板和余额",
      en: "look at sender name, template and balance with the provider of the gateway",
    },
  );
}

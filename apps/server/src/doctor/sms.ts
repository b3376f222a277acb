/** The SMS gateway: that it can be reached. Its key is not tried, for that would send somebody a message. */
import { type Check, found, ok } from "./check.ts";

export const sms: Check = {
  label: { zh: "短信", en: "text messages" },
  run: async ({ env, timeoutMs }) => {
    const url = env.GRADPHOTO_SMS_URL ?? env.GRADPHOTO_SANDBOX_URL;
    if (url === undefined) return [ok("沙箱", "the sandbox")];
    try {
      const { status } = await fetch(url, {
        method: "HEAD",
        redirect: "manual",
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (status < 500) {
        return [
          ok("网关有回答，密钥在第一条短信时才知道", "the gateway answers; its key is known with the first message"),
        ];
      }
      throw new Error(`status ${status}`);
    } catch {
      return [
        found(
          "fault",
          { zh: `${new URL(url).host} 没有回答`, en: `${new URL(url).host} does not answer` },
          { zh: "检查 GRADPHOTO_SMS_URL 与网络", en: "look at GRADPHOTO_SMS_URL and the network" },
        ),
      ];
    }
  },
};

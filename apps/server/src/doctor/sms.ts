/** Checks that the SMS gateway accepts the key. */
import { askIssuer, askRegistry } from "../health/connections/ask-chsi.ts";
import { askPay } from "../health/connections/ask-pay.ts";
import { askSms } from "../health/connections/ask-sms.ts";
import { askMiniProgramToken, askOfficialAccount } from "../health/connections/ask-wechat.ts";
import type { Check } from "./check.ts";

/** Checks WeChat: a token for the mini-program, and the official account. */
export const wechat: Check = {
  label: { zh: "微信", en: "WeChat" },
  run: ({ ports }) => Promise.all([askMiniProgramToken(ports.askMiniProgram), askOfficialAccount(ports.wechat)]),
};

/** Checks every configured payment provider. */
export const payments: Check = {
  label: { zh: "支付", en: "payment providers" },
  run: ({ ports, clock }) => Promise.all(ports.payProviders.map((id) => askPay(id, ports.providerOf(id), clock))),
};

/** Checks CHSI: the issuer of codes and the registry. */
export const chsi: Check = {
  label: { zh: "学信网", en: "CHSI" },
  run: ({ ports: { issuer, registry } }) => Promise.all([askIssuer(issuer), askRegistry(registry)]),
};

export const sms: Check = {
  label: { zh: "短信", en: "text messages" },
  run: async ({ ports }) => [await askSms(ports.uncountedSms)],
};

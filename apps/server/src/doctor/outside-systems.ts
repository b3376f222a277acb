/** Checks of WeChat, the payment providers, CHSI and the SMS gateway. */
import { probeIssuer, probeRegistry } from "../health/connections/probe-chsi.ts";
import { probePay } from "../health/connections/probe-pay.ts";
import { probeSms } from "../health/connections/probe-sms.ts";
import { probeMiniProgramToken, probeOfficialAccount } from "../health/connections/probe-wechat.ts";
import type { Check } from "./check.ts";

/** Checks WeChat: a token for the mini-program, and the official account. */
export const wechat: Check = {
  label: { zh: "微信", en: "WeChat" },
  run: ({ ports }) =>
    Promise.all([
      probeMiniProgramToken(ports.probeMiniProgram),
      probeOfficialAccount(ports.wechat),
    ]),
};

/** Checks every configured payment provider. */
export const payments: Check = {
  label: { zh: "支付", en: "payment providers" },
  run: ({ ports, clock }) =>
    Promise.all(ports.payProviders.map((id) => probePay(id, ports.providerOf(id), clock))),
};

/** Checks CHSI: the issuer of codes and the registry. */
export const chsi: Check = {
  label: { zh: "学信网", en: "CHSI" },
  run: ({ ports: { issuer, registry } }) =>
    Promise.all([probeIssuer(issuer), probeRegistry(registry)]),
};

/** Checks that the SMS gateway accepts the key. */
export const sms: Check = {
  label: { zh: "短信", en: "text messages" },
  run: async ({ ports }) => [await probeSms(ports.uncountedSms)],
};

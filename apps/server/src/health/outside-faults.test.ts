import { expect, test } from "vitest";
import { systemClock } from "../infra/clock.ts";
import { countPay, countSms, countWechat } from "../infra/metrics/count-calls.ts";
import { createMetrics } from "../infra/metrics/metrics.ts";
import { wechatPay } from "../infra/pay/wechat-pay/wechat-pay.ts";
import { createHttpSms } from "../infra/sms/http-sms.ts";
import { createHttpWechat } from "../infra/wechat/http-wechat.ts";
import { startSandbox } from "../testing/resources.ts";
import { outsidePart } from "./parts.ts";

const sandbox = await startSandbox();
const { miniProgram, officialAccount } = sandbox.settings.wechat;
const shared = { baseUrl: sandbox.url, timeoutMs: 5000, warn: () => {} };
const serialOfSandbox = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";

/**
 * Opens clients of the external systems with these secrets, and a function that reads their part of the health
 * page.
 */
function openCalls({
  smsKey = sandbox.settings.sms.key,
  secret = miniProgram.secret,
  serial = serialOfSandbox,
} = {}) {
  const metrics = createMetrics();
  const wechat = createHttpWechat({
    ...shared,
    miniProgram: { ...miniProgram, secret },
    officialAccount,
  });
  const read = wechatPay.read({
    ...wechatPay.development(sandbox.url),
    GRADPHOTO_WECHAT_PAY_MERCHANT: `1900000001:${serial === serialOfSandbox ? serial : "0".repeat(40)}`,
  });
  if (!read.ok) throw new Error("WeChat Pay takes none of the sandbox's settings");
  const pay = read.open({
    ...shared,
    notifyUrl: sandbox.url,
    wechatAppids: { miniProgram: miniProgram.appid, officialAccount: officialAccount.appid },
    clock: systemClock,
  });
  return {
    sms: countSms(createHttpSms({ ...shared, key: smsKey }), metrics),
    wechat: countWechat(wechat, metrics),
    pay: countPay("wechat-pay", pay, metrics),
    logged: (system: string) => {
      const never = { okAt: null, faultAt: null, fault: null };
      const { tone, summary: text } = outsidePart(
        system,
        metrics.recentResults().outside[system] ?? never,
        () => "09:00",
      );
      return { tone, summary: text.en };
    },
  };
}

const noKey = { tone: "danger", summary: "At 09:00 it did not accept our key" };
const noRequest = { tone: "danger", summary: "At 09:00 it refused our request" };

test("an external system that rejects our key is red, and the page names the key as the cause", async () => {
  const {
    sms,
    wechat,
    pay,
    logged: message,
  } = openCalls({ smsKey: "wrong", secret: "wrong", serial: "wrong" });
  await sms.sendCode("19900000001", "123456");
  expect(message("sms")).toEqual(noKey);
  await wechat.login("any");
  expect(message("wechat")).toEqual(noKey);
  expect(await pay.query("T20270301")).toMatchObject({ refusal: "unavailable" });
  expect(message("wechat-pay")).toEqual(noKey);
});

test("an external system that rejects our request is red until it accepts one", async () => {
  const { sms, wechat, pay, logged: message } = openCalls();
  await sms.sendCode("not a phone", "123456");
  expect(message("sms")).toEqual(noRequest);
  await wechat.sendMessage({ openid: "nobody", templateId: "t", page: "p", data: {} });
  expect(message("wechat")).toEqual(noRequest);
  expect(await pay.readBill?.("yesterday")).toMatchObject({ refusal: "refused" });
  expect(message("wechat-pay")).toEqual(noRequest);
});

test("an external system that refuses a person or an order counts as available", async () => {
  const { sms, wechat, pay, logged: message } = openCalls();
  await sandbox.orderFault("sms", "too-frequent");
  expect(await sms.sendCode("19900000001", "123456")).toBe("refused");
  await wechat.login("made-up");
  expect(await pay.query("T20270301")).toMatchObject({ refusal: "not-found" });
  for (const system of ["sms", "wechat", "wechat-pay"])
    expect(message(system).tone).toBe("success");
});

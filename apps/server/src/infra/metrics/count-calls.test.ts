import { expect, test } from "vitest";
import { countRegistry, countSms, countWechat } from "./count-calls.ts";
import { createMetrics } from "./metrics.ts";

const unused = () => Promise.reject(new Error("not asked here"));

test("every outcome of a port's call is counted under its name, and the result is returned unchanged", async () => {
  const metrics = createMetrics();
  const unavailable = { ok: false, refusal: "unavailable" } as const;
  const login = async () => unavailable;
  const wechat = countWechat(
    {
      login,
      webLogin: unused,
      phone: unused,
      sendMessage: async () => "sent",
      miniProgramCode: unused,
    },
    metrics,
  );
  expect(await wechat.login("a code")).toBe(unavailable);
  await wechat.sendMessage({ openid: "o", templateId: "t", page: "p", data: {} });
  await expect(wechat.phone("a code")).rejects.toThrow("not asked here");
  await countSms(
    { sendCode: async () => "refused", sendNotice: async () => "sent" },
    metrics,
  ).sendCode("13800000000", "123456");
  const registry = countRegistry(
    { uploadBatch: async () => ({ receipt: "r" }), queryBatch: async () => ({ fault: "busy" }) },
    metrics,
  );
  await registry.uploadBatch("b", []);
  await registry.queryBatch("b");
  const counted = (await metrics.text())
    .split("\n")
    .filter((line) => line.startsWith("outside_call_total{"));
  expect(counted.sort()).toEqual([
    'outside_call_total{system="registry",call="query-batch",outcome="busy"} 1',
    'outside_call_total{system="registry",call="upload-batch",outcome="ok"} 1',
    'outside_call_total{system="sms",call="send-code",outcome="refused"} 1',
    'outside_call_total{system="wechat",call="login",outcome="unavailable"} 1',
    'outside_call_total{system="wechat",call="phone",outcome="thrown"} 1',
    'outside_call_total{system="wechat",call="send-message",outcome="sent"} 1',
  ]);
});

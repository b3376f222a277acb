import { afterEach, expect, test } from "vitest";
import { startSandbox } from "../../testing/resources.ts";
import { createHttpSms } from "./http-sms.ts";

const sandbox = await startSandbox();
const warned: unknown[] = [];
const options = {
  baseUrl: sandbox.url,
  key: sandbox.settings.sms.key,
  timeoutMs: 5000,
  warn: (fields: object) => void warned.push(fields),
};

afterEach(() => void warned.splice(0));

test("a code is sent by SMS", async () => {
  expect(await createHttpSms(options).sendCode("19900000001", "012345")).toBe("sent");
  expect(await sandbox.smsCode("19900000001")).toBe("012345");
});

test("an SMS that was certainly not sent is distinguished from one that may have been sent", async () => {
  const sms = createHttpSms(options);
  for (const [kind, answer] of [
    ["too-frequent", "refused"],
    ["server-error", "unavailable"],
    ["garbage", "unavailable"],
    ["lost-answer", "unavailable"],
  ] as const) {
    await sandbox.orderFault("sms", kind);
    expect(await sms.sendCode("19900000002", "123456"), kind).toBe(answer);
  }
  expect(warned).toEqual([]);
});

test("a wrong key and an invalid request are logged for the operator; an absent gateway is unavailable", async () => {
  expect(await createHttpSms({ ...options, key: "wrong" }).sendCode("19900000003", "123456")).toBe(
    "unauthorized",
  );
  expect(await createHttpSms(options).sendCode("not a phone", "123456")).toBe("request-refused");
  expect(warned).toEqual([{ smsStatus: 401 }, { smsStatus: 400 }]);
  expect(
    await createHttpSms({ ...options, baseUrl: `${sandbox.url}/elsewhere` }).sendCode(
      "0",
      "123456",
    ),
  ).toBe("unavailable");
  warned.length = 0;
  const unreachable = createHttpSms({ ...options, baseUrl: "http://127.0.0.1:1" });
  expect(await unreachable.sendCode("19900000003", "123456")).toBe("unavailable");
});

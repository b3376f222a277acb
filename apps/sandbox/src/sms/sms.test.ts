import { expect, test } from "vitest";
import { settings } from "../settings.ts";
import { openSandbox } from "../testing/open-sandbox.ts";

const authorization = `Bearer ${settings.sms.key}`;

test("a sent code is listed on the page, and by phone number in the control API", async () => {
  const sandbox = openSandbox();
  expect(
    await sandbox.post("/sms/send", { phone: "19900000009", code: "123456" }, { authorization }),
  ).toMatchObject({
    status: 200,
  });
  expect((await sandbox.get("/control/sms/messages?phone=19900000009")).body).toMatchObject([
    { code: "123456" },
  ]);
  expect((await sandbox.get("/control/sms/messages?phone=19900000008")).body).toEqual([]);
  expect((await sandbox.app.inject({ method: "GET", url: "/sms" })).body).toContain("123456");
});

test("a request without the key, or with an invalid phone number or code, sends nothing", async () => {
  const sandbox = openSandbox();
  expect(await sandbox.post("/sms/send", { phone: "19900000009", code: "123456" })).toMatchObject({
    status: 401,
  });
  for (const body of [
    { phone: "<script>", code: "123456" },
    { phone: "19900000009", code: "12" },
    {},
  ]) {
    expect(await sandbox.post("/sms/send", body, { authorization })).toMatchObject({
      status: 400,
      body: { code: "bad-request" },
    });
  }
  expect((await sandbox.get("/control/sms/messages")).body).toEqual([]);
});

test("a lost response has still sent the message", async () => {
  const sandbox = openSandbox();
  await sandbox.post("/control/faults", { target: "sms", kind: "lost-answer" });
  const { statusCode } = await sandbox.app.inject({
    method: "POST",
    url: "/sms/send",
    headers: { authorization, "content-type": "application/json" },
    payload: JSON.stringify({ phone: "19900000009", code: "123456" }),
  });
  expect(statusCode).toBe(502);
  expect((await sandbox.get("/control/sms/messages")).body).toHaveLength(1);
});

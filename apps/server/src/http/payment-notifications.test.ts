import { expect, test } from "vitest";
import { z } from "zod";
import { openTestApi } from "../testing/open-api.ts";
import { addSchoolAndProject } from "../testing/school-and-staff.ts";
import { paymentNotificationsPath } from "./payment-notifications.ts";

const { pool, db, app, call, clock, logged, metrics, sandbox } = await openTestApi();
await addSchoolAndProject(db, clock.now);

const issued = z.object({ text: z.string() });

test("a student pays over HTTP: order, WeChat arguments, status query and receipt, without a secret in the log", async () => {
  const { id, phone } = await sandbox.addPerson();
  const { token } = (
    await call("signInWithWechat", { body: { code: await sandbox.wechatCode("login", id) } })
  ).body;
  await call("bindWechatPhone", { token, body: { code: await sandbox.wechatCode("phone", id) } });
  const { text } = issued.parse(
    await sandbox.control("POST", "/chsi/codes", { studentId: "student-2" }),
  );
  const reading = await call("readCode", { token, body: { text } });
  const { readingId } = reading.body;
  await call("verifyCode", { token, body: { readingId, lastFour: "002X" } });
  const started = await call("startCollection", {
    token,
    body: { readingId, noPhotoYet: true },
    idempotencyKey: "key-of-a-start",
  });
  const params = { collectionId: started.body.collectionId };

  const orderRequest = {
    token,
    params,
    body: { channel: "mini-program", provider: "wechat-pay" },
    idempotencyKey: "key-of-an-order",
  };
  const ordered = await call("startOrder", orderRequest);
  expect(ordered).toMatchObject({
    status: 200,
    body: { order: { state: "open", amountFen: 2500 } },
  });
  expect((await call("startOrder", orderRequest)).body).toEqual(ordered.body);
  expect(
    await call("startOrder", {
      ...orderRequest,
      body: { channel: "native", provider: "wechat-pay" },
    }),
  ).toMatchObject({
    status: 409,
    code: "idempotency-key-reused",
  });
  await sandbox.control("POST", "/pay/request-payment", ordered.body.action.requestPayment);
  const { orderId } = ordered.body.order;
  expect(await call("readOrder", { token, params: { orderId } })).toMatchObject({
    status: 200,
    body: { state: "paid", counts: true, transactionId: expect.stringMatching(/^4200/) },
  });
  expect((await call("readCollection", { token, params })).body.state).toBe("paid");
  expect((await call("readCollectionOrders", { token, params })).body).toMatchObject({
    refundable: true,
    feeFen: 2500,
  });
  expect(await call("readOrder", { params: { orderId } })).toMatchObject({ status: 401 });

  const log = logged.join("\n");
  for (const secret of [token, phone, text, "sandbox-api-v3-key", "PRIVATE KEY"])
    expect(log).not.toContain(secret);
});

test("a notification that is not from WeChat Pay is answered with FAIL and not stored", async () => {
  for (const request of [
    { payload: "" },
    { payload: "{}", headers: { "content-type": "application/json" } },
    { payload: "\0\0", headers: { "content-type": "text/xml" } },
    { payload: "x".repeat(60_000), headers: { "content-type": "application/json" } },
  ]) {
    const response = await app.inject({
      method: "POST",
      url: paymentNotificationsPath("wechat-pay"),
      ...request,
    });
    expect([response.statusCode, response.json().code]).toEqual([401, "FAIL"]);
  }
  const large = { payload: "x".repeat(70_000), headers: { "content-type": "application/json" } };
  const response = await app.inject({
    method: "POST",
    url: paymentNotificationsPath("wechat-pay"),
    ...large,
  });
  expect([response.statusCode, response.json().code]).toEqual([413, "FAIL"]);
  const { rows } = await pool.query("select count(*)::int as n from payment_notifications");
  expect(rows).toEqual([{ n: 0 }]);
  expect(await metrics.text()).toContain('payment_notification_total{outcome="refused"} 4');
});

test("a failed call to an external system is counted in the metrics by its outcome", async () => {
  await call("signInWithWechat", { body: { code: "made-up" } });
  const page = await metrics.text();
  expect(page).toContain('outside_call_total{system="wechat",call="login",outcome="code-used"} 1');
  expect(page).toContain('outside_call_total{system="wechat-pay",call="start",outcome="ok"} 1');
});

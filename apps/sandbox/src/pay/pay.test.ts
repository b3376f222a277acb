import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { minutes, type OpenSandbox, openSandbox, passTime } from "../testing/open-sandbox.ts";
import { openPayClient } from "../testing/pay-client.ts";

const jsapi = "/v3/pay/transactions/jsapi";

let sandbox: OpenSandbox;
let client: Awaited<ReturnType<typeof openPayClient>>;
beforeEach(async () => {
  sandbox = openSandbox();
  client = await openPayClient(sandbox);
});

const close = (no: string) =>
  client.call("POST", `/v3/pay/transactions/out-trade-no/${no}/close`, { mchid: client.mchid });
const payByControl = (no: string) => sandbox.post("/control/pay/pay", { outTradeNo: no });

describe("WeChat Pay signatures", () => {
  test("every response is signed, including refusals and empty ones", async () => {
    const answers = [
      await client.call("POST", jsapi, client.orderBody("order-1")),
      await client.query("nobody"),
      await close("order-1"),
    ];
    expect(answers.map(({ status, proven }) => [status, proven])).toEqual([
      [200, true],
      [404, true],
      [204, true],
    ]);
  });

  test("a changed request body is refused and creates no order", async () => {
    const changed = { ...client.orderBody("order-1"), amount: { total: 1, currency: "CNY" } };
    expect(await client.call("POST", jsapi, client.orderBody("order-1"), changed)).toMatchObject({
      status: 401,
      body: { code: "SIGN_ERROR" },
    });
    expect((await client.query("order-1")).status).toBe(404);
  });

  test("every endpoint requires a signature", async () => {
    for (const url of [
      "/v3/certificates",
      "/v3/bill/tradebill?bill_date=2026-05-01",
      "/v3/billdownload/file",
    ]) {
      expect(await sandbox.get(url), url).toMatchObject({ status: 401 });
    }
  });
});

describe("WeChat Pay orders", () => {
  test("an order is placed, paid by the client's signed call and returned as paid", async () => {
    const prepayId = await client.place("order-1");
    expect((await client.query("order-1")).body).toMatchObject({ trade_state: "NOTPAY" });
    const wrong = { ...client.clientCall(prepayId), timeStamp: "1" };
    expect(await sandbox.post("/control/pay/request-payment", wrong)).toMatchObject({
      status: 400,
      body: { code: "sign-wrong" },
    });
    expect(
      await sandbox.post("/control/pay/request-payment", client.clientCall(prepayId)),
    ).toMatchObject({
      status: 200,
    });
    expect((await client.query("order-1")).body).toMatchObject({
      trade_state: "SUCCESS",
      transaction_id: expect.stringMatching(/^4200\d{24}$/),
      success_time: "2026-06-01T10:00:00+08:00",
      amount: { total: 3500, payer_total: 3500 },
    });
  });

  test("a repeated order returns the same prepay_id; another amount, or an order after payment, is refused", async () => {
    expect(await client.place("order-1")).toBe(await client.place("order-1"));
    expect(await client.call("POST", jsapi, client.orderBody("order-1", 1))).toMatchObject({
      status: 403,
      body: { code: "OUT_TRADE_NO_USED" },
    });
    await payByControl("order-1");
    expect(await client.call("POST", jsapi, client.orderBody("order-1"))).toMatchObject({
      status: 403,
    });
  });

  test("an order cannot be paid after closing, twice or two hours later, and a paid order cannot be closed", async () => {
    await client.place("order-1");
    await close("order-1");
    expect(await payByControl("order-1")).toMatchObject({ status: 409, body: { code: "closed" } });
    await client.pay35Yuan("order-2");
    expect(await payByControl("order-2")).toMatchObject({
      status: 409,
      body: { code: "paid-already" },
    });
    expect(await close("order-2")).toMatchObject({ status: 400 });
    await client.place("order-3");
    passTime(sandbox, minutes(120));
    expect(await payByControl("order-3")).toMatchObject({
      status: 409,
      body: { code: "prepay-expired" },
    });
  });

  test("an order with a wrong app, payer, number or amount is refused", async () => {
    const good = client.orderBody("order-1");
    for (const wrong of [
      { appid: "wx1" },
      { payer: { openid: "o1" } },
      { out_trade_no: "a" },
      { amount: { total: 0 } },
      { amount: { total: 1.5 } },
    ]) {
      expect(
        (await client.call("POST", jsapi, { ...good, ...wrong })).status,
        JSON.stringify(wrong),
      ).toBe(400);
    }
  });

  test("a web order returns a QR code link or a payment page", async () => {
    expect(
      (await client.call("POST", "/v3/pay/transactions/native", client.orderBody("order-1"))).body,
    ).toMatchObject({
      code_url: expect.stringMatching(/^weixin:\/\/wxpay\//),
    });
    const scene_info = { payer_client_ip: "127.0.0.1", h5_info: { type: "Wap" } };
    const { body } = await client.call("POST", "/v3/pay/transactions/h5", {
      ...client.orderBody("order-2"),
      scene_info,
    });
    const { pathname, search, searchParams } = new URL(
      z.object({ h5_url: z.string() }).parse(body).h5_url,
    );
    expect(
      (await sandbox.app.inject({ method: "GET", url: `${pathname}${search}` })).body,
    ).toContain("35.00");
    const fields = {
      prepay_id: searchParams.get("prepay_id") ?? "",
      redirect_url: "http://localhost/back",
      choice: "pay",
    };
    const { headers } = await sandbox.app.inject({
      method: "POST",
      url: "/pay/h5",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      payload: new URLSearchParams(fields).toString(),
    });
    expect(headers.location).toBe("http://localhost/back");
    expect((await client.query("order-2")).body).toMatchObject({ trade_state: "SUCCESS" });
  });
});

describe("ordered faults", () => {
  test.each(["skewed-clock", "wrong-serial", "bad-signature"])(
    "a response with the fault %s has no valid signature, but the order is created",
    async (kind) => {
      await client.orderFault({ target: "pay-order", kind });
      expect(await client.call("POST", jsapi, client.orderBody("order-1"))).toMatchObject({
        status: 200,
        proven: false,
      });
      expect((await client.query("order-1")).status).toBe(200);
    },
  );

  test.each([
    ["system-error", 500, "SYSTEM_ERROR"],
    ["too-frequent", 429, "FREQUENCY_LIMITED"],
  ])(
    "a response with the fault %s is signed, and no order is created",
    async (kind, status, code) => {
      await client.orderFault({ target: "pay-order", kind });
      expect(await client.call("POST", jsapi, client.orderBody("order-1"))).toMatchObject({
        status,
        proven: true,
        body: { code },
      });
      expect((await client.query("order-1")).status).toBe(404);
    },
  );

  test("a response can be lost after the order is created", async () => {
    await client.orderFault({ target: "pay-order", kind: "lost-answer" });
    expect((await client.call("POST", jsapi, client.orderBody("order-1"))).status).toBe(502);
    expect((await client.query("order-1")).status).toBe(200);
  });
});

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

describe("signatures", () => {
  test("prove every answer, refusals and empty ones too", async () => {
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

  test("refuse a body changed on the way, and leave no order", async () => {
    const changed = { ...client.orderBody("order-1"), amount: { total: 1, currency: "CNY" } };
    expect(await client.call("POST", jsapi, client.orderBody("order-1"), changed)).toMatchObject({
      status: 401,
      body: { code: "SIGN_ERROR" },
    });
    expect((await client.query("order-1")).status).toBe(404);
  });

  test("are asked for at every endpoint", async () => {
    for (const url of ["/v3/certificates", "/v3/bill/tradebill?bill_date=2026-05-01", "/v3/billdownload/file"]) {
      expect(await sandbox.get(url), url).toMatchObject({ status: 401 });
    }
  });
});

describe("an order", () => {
  test("is placed, paid by the client's signed call, and shown as paid", async () => {
    const prepayId = await client.place("order-1");
    expect((await client.query("order-1")).body).toMatchObject({ trade_state: "NOTPAY" });
    const wrong = { ...client.clientCall(prepayId), timeStamp: "1" };
    expect(await sandbox.post("/control/pay/request-payment", wrong)).toMatchObject({
      status: 400,
      body: { code: "sign-wrong" },
    });
    expect(await sandbox.post("/control/pay/request-payment", client.clientCall(prepayId))).toMatchObject({
      status: 200,
    });
    expect((await client.query("order-1")).body).toMatchObject({
      trade_state: "SUCCESS",
      transaction_id: expect.stringMatching(/^4200\d{24}$/),
      success_time: "2026-06-01T10:00:00+08:00",
      amount: { total: 3500, payer_total: 3500 },
    });
  });

  test("repeated gives the same prepay_id; with another amount, or after payment, it is refused", async () => {
    expect(await client.place("order-1")).toBe(await client.place("order-1"));
    expect(await client.call("POST", jsapi, client.orderBody("order-1", 1))).toMatchObject({
      status: 403,
      body: { code: "OUT_TRADE_NO_USED" },
    });
    await payByControl("order-1");
    expect(await client.call("POST", jsapi, client.orderBody("order-1"))).toMatchObject({ status: 403 });
  });

  test("cannot be paid after closing, twice, or two hours later; a paid one cannot be closed", async () => {
    await client.place("order-1");
    await close("order-1");
    expect(await payByControl("order-1")).toMatchObject({ status: 409, body: { code: "closed" } });
    await client.pay35Yuan("order-2");
    expect(await payByControl("order-2")).toMatchObject({ status: 409, body: { code: "paid-already" } });
    expect(await close("order-2")).toMatchObject({ status: 400 });
    await client.place("order-3");
    passTime(sandbox, minutes(120));
    expect(await payByControl("order-3")).toMatchObject({ status: 409, body: { code: "prepay-expired" } });
  });

  test("of a wrong app, payer, number or amount is refused", async () => {
    const good = client.orderBody("order-1");
    for (const wrong of [
      { appid: "wx1" },
      { payer: { openid: "o1" } },
      { out_trade_no: "a" },
      { amount: { total: 0 } },
      { amount: { total: 1.5 } },
    ]) {
      expect((await client.call("POST", jsapi, { ...good, ...wrong })).status, JSON.stringify(wrong)).toBe(400);
    }
  });

  test("for a web page carries a code or a page that pays", async () => {
    expect((await client.call("POST", "/v3/pay/transactions/native", client.orderBody("order-1"))).body).toMatchObject({
      code_url: expect.stringMatching(/^weixin:\/\/wxpay\//),
    });
    const scene_info = { payer_client_ip: "127.0.0.1", h5_info: { type: "Wap" } };
    const { body } = await client.call("POST", "/v3/pay/transactions/h5", {
      ...client.orderBody("order-2"),
      scene_info,
    });
    const { pathname, search, searchParams } = new URL(z.object({ h5_url: z.string() }).parse(body).h5_url);
    expect((await sandbox.app.inject({ method: "GET", url: `${pathname}${search}` })).body).toContain("35.00");
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

describe("an answer", () => {
  test.each(["skewed-clock", "wrong-serial", "bad-signature"])(
    "with the fault %s is not proven, though the work is done",
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
  ])("with the fault %s is signed and no work is done", async (kind, status, code) => {
    await client.orderFault({ target: "pay-order", kind });
    expect(await client.call("POST", jsapi, client.orderBody("order-1"))).toMatchObject({
      status,
      proven: true,
      body: { code },
    });
    expect((await client.query("order-1")).status).toBe(404);
  });

  test("can be lost after the order was made", async () => {
    await client.orderFault({ target: "pay-order", kind: "lost-answer" });
    expect((await client.call("POST", jsapi, client.orderBody("order-1"))).status).toBe(502);
    expect((await client.query("order-1")).status).toBe(200);
  });
});

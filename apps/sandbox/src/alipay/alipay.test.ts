import { sign, verify } from "node:crypto";
import { unzipSync } from "fflate";
import { beforeEach, describe, expect, test } from "vitest";
import { minutes, type OpenSandbox, openSandbox, passTime } from "../testing/open-sandbox.ts";
import { alipayKeys } from "./alipay-keys.ts";
import { retryAfterMs } from "./notify.ts";

let sandbox: OpenSandbox;
beforeEach(() => {
  sandbox = openSandbox();
});

type Fields = Readonly<Record<string, string>>;

const joined = (fields: Fields): string =>
  Object.keys(fields)
    .sort()
    .map((name) => `${name}=${fields[name]}`)
    .join("&");

/** Builds request parameters with the merchant's signature. */
function signed(
  method: string,
  content: object,
  key: string = alipayKeys.merchant.privateKey,
): URLSearchParams {
  const fields: Fields = {
    ...{ app_id: "2021000000000001", method, charset: "utf-8", sign_type: "RSA2", version: "1.0" },
    timestamp: new Date(sandbox.clock.now.getTime() + 8 * 3_600_000)
      .toISOString()
      .slice(0, 19)
      .replace("T", " "),
    notify_url: "http://127.0.0.1/notify",
    biz_content: JSON.stringify(content),
  };
  return new URLSearchParams({
    ...fields,
    sign: sign("sha256", Buffer.from(joined(fields)), key).toString("base64"),
  });
}

async function request(method: string, content: object, key?: string) {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const payload = signed(method, content, key).toString();
  const { body } = await sandbox.app.inject({
    method: "POST",
    url: "/alipay/gateway.do",
    headers,
    payload,
  });
  const name = `${method.replaceAll(".", "_")}_response`;
  const [, text = "", signature = ""] =
    new RegExp(`^{"${name}":(.*),"sign":"([^"]*)"}$`).exec(body) ?? [];
  const proven = verify(
    "sha256",
    Buffer.from(text),
    alipayKeys.alipay.publicKey,
    Buffer.from(signature, "base64"),
  );
  return { proven, content: JSON.parse(text) };
}

const order = {
  out_trade_no: "order1",
  total_amount: "35.00",
  subject: "测试",
  product_code: "QUICK_WAP_WAY",
};
const openPage = (content: object = order) =>
  sandbox.app.inject({
    method: "GET",
    url: `/alipay/gateway.do?${signed("alipay.trade.wap.pay", content)}`,
  });
const pay = async () => {
  await openPage();
  return sandbox.post("/control/alipay/pay", { outTradeNo: "order1" });
};

/** Reads the notifications sent to the product, each with the result of its signature check. */
const notifications = () =>
  sandbox.callbacks.map(({ body }) => {
    const {
      sign: signature = "",
      sign_type,
      ...fields
    } = Object.fromEntries(new URLSearchParams(body));
    const text = Buffer.from(joined(fields));
    const proven = verify(
      "sha256",
      text,
      alipayKeys.alipay.publicKey,
      Buffer.from(signature, "base64"),
    );
    return { proven, kind: sign_type, fields };
  });

describe("the Alipay gateway", () => {
  test("signs its responses and refuses requests signed with another key", async () => {
    expect(await request("alipay.trade.query", { out_trade_no: "order1" })).toMatchObject({
      proven: true,
      content: { code: "40004", sub_code: "ACQ.TRADE_NOT_EXIST" },
    });
    expect(await request("alipay.trade.query", {}, alipayKeys.alipay.privateKey)).toMatchObject({
      content: { code: "40002", sub_code: "isv.invalid-signature" },
    });
  });

  test("queries, closes and refunds a trade; a repeated refund number is refunded once", async () => {
    await pay();
    expect((await request("alipay.trade.query", { out_trade_no: "order1" })).content).toMatchObject(
      {
        trade_status: "TRADE_SUCCESS",
        total_amount: "35.00",
        send_pay_date: "2026-06-01 10:00:00",
      },
    );
    expect((await request("alipay.trade.close", { out_trade_no: "order1" })).content.sub_code).toBe(
      "ACQ.TRADE_STATUS_ERROR",
    );
    const refund = { out_trade_no: "order1", out_request_no: "R1", refund_amount: "35.00" };
    expect((await request("alipay.trade.refund", refund)).content).toMatchObject({
      fund_change: "Y",
      refund_fee: "35.00",
    });
    expect((await request("alipay.trade.refund", refund)).content).toMatchObject({
      fund_change: "N",
      refund_fee: "35.00",
    });
    expect(
      (await request("alipay.trade.refund", { ...refund, out_request_no: "R2" })).content.code,
    ).toBe("40004");
    expect(
      (await request("alipay.trade.query", { out_trade_no: "order1" })).content.trade_status,
    ).toBe("TRADE_CLOSED");
  });

  test("provides the bill of a day as a ZIP from the next morning", async () => {
    await pay();
    const billQuery = { bill_type: "trade", bill_date: "2026-06-01" };
    const method = "alipay.data.dataservice.bill.downloadurl.query";
    expect((await request(method, billQuery)).content.sub_code).toBe("isp.bill_not_exist");
    passTime(sandbox, minutes(60 * 24));
    const { bill_download_url } = (await request(method, billQuery)).content;
    const { pathname, search } = new URL(bill_download_url);
    const { rawPayload } = await sandbox.app.inject({ method: "GET", url: `${pathname}${search}` });
    const texts = Object.values(unzipSync(rawPayload)).map((bytes) =>
      new TextDecoder("gbk").decode(bytes),
    );
    expect(texts.join("")).toContain("#交易合计：1笔，商家实收共35.00元");
    expect(texts.join("")).toContain("order1\t,交易\t,测试\t");
  });
});

describe("the payer's page", () => {
  test("opens only with a signed URL, and refuses another amount for the same order", async () => {
    expect((await openPage()).statusCode).toBe(200);
    expect((await openPage({ ...order, total_amount: "0.01" })).statusCode).toBe(400);
    const forged = signed("alipay.trade.wap.pay", order, alipayKeys.alipay.privateKey);
    expect(
      (await sandbox.app.inject({ method: "GET", url: `/alipay/gateway.do?${forged}` })).statusCode,
    ).toBe(400);
  });

  test("accepts one payment, and none after the order has expired", async () => {
    expect((await pay()).status).toBe(200);
    expect((await pay()).status).toBe(409);
    await openPage({ ...order, out_trade_no: "order2", time_expire: "2026-06-01 10:30:00" });
    passTime(sandbox, minutes(30));
    expect((await sandbox.post("/control/alipay/pay", { outTradeNo: "order2" })).body.code).toBe(
      "expired",
    );
  });
});

describe("Alipay notifications", () => {
  test("a payment and its refund are notified until the receiver answers success", async () => {
    sandbox.answers.push(500);
    await pay();
    await sandbox.deliverDue();
    passTime(sandbox, retryAfterMs[0] ?? 0);
    await sandbox.deliverDue();
    await request("alipay.trade.refund", {
      out_trade_no: "order1",
      out_request_no: "R1",
      refund_amount: "35.00",
    });
    await sandbox.deliverDue();
    passTime(sandbox, minutes(60 * 48));
    expect(await sandbox.deliverDue()).toBe(0);
    const [first, repeated, back] = notifications();
    expect(first).toMatchObject({
      proven: true,
      kind: "RSA2",
      fields: { trade_status: "TRADE_SUCCESS" },
    });
    expect(repeated?.fields.notify_id).toBe(first?.fields.notify_id);
    expect(back).toMatchObject({ proven: true, fields: { out_biz_no: "R1", refund_fee: "35.00" } });
  });

  test.each([
    ["duplicate", [true, true]],
    ["forged", [true, false]],
    ["wrong-amount", [true, true]],
    ["lost", []],
  ])("a notification can be %s on demand", async (kind, proven) => {
    await sandbox.post("/control/faults", { target: "alipay-notification", kind });
    await pay();
    await sandbox.deliverDue();
    expect(notifications().map((one) => one.proven)).toEqual(proven);
    const amounts = notifications().map(({ fields }) => fields.total_amount);
    expect(amounts).toEqual(
      kind === "wrong-amount" ? ["35.00", "935.00"] : amounts.map(() => "35.00"),
    );
  });
});

import { createSign, generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { startSandbox } from "../../../testing/resources.ts";
import { systemClock } from "../../clock.ts";
import { readAllPages } from "../testing/read-whole.ts";
import { alipay } from "./alipay.ts";

const sandbox = await startSandbox();
const warned: unknown[] = [];

function open(settings: Readonly<Record<string, string>> = {}, timeoutMs = 4000) {
  const read = alipay.read({ ...alipay.development(sandbox.url), ...settings });
  if (!read.ok) throw new Error("Alipay does not take the sandbox's settings");
  return read.open({
    notifyUrl: "http://127.0.0.1:1/v1/alipay/notifications",
    wechatAppids: { miniProgram: "", officialAccount: "" },
    timeoutMs,
    clock: systemClock,
    warn: (fields) => void warned.push(fields),
  });
}

const pay = open();
const books = z.object({
  refunds: z.array(z.object({ outTradeNo: z.string(), refundFen: z.number() })),
});
let numbers = 0;
async function openOrder() {
  numbers += 1;
  const outTradeNo = `A${Date.now()}${numbers}`;
  const started = await pay.start({
    ...{
      outTradeNo,
      channel: "h5",
      appid: "2021000000000001",
      description: "毕业证照采集 暨南大学 a/b=c&d",
    },
    ...{
      amountFen: 2505,
      payerId: null,
      address: "127.0.0.1",
      expiresAt: new Date(Date.now() + 3_600_000),
    },
    ...{ returnUrl: "http://127.0.0.1/back?x=1", savedState: null },
  });
  if (!started.ok || started.value.action.kind !== "redirect")
    throw new Error("Alipay leads to no page");
  return { outTradeNo, url: started.value.action.url };
}
async function paidOrder() {
  const order = await openOrder();
  await fetch(order.url);
  await sandbox.control("POST", "/alipay/pay", { outTradeNo: order.outTradeNo });
  return order;
}

beforeEach(() => {
  warned.length = 0;
});

const rsaKeys = (type: "pkcs1" | "pkcs8" = "pkcs8") =>
  generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type, format: "pem" },
  });

describe("the Alipay payment page", () => {
  test("the payment page opens with the signed URL and with no changed one", async () => {
    const { url } = await openOrder();
    expect(await (await fetch(url)).text()).toContain("¥25.05");
    const cheaper = new URL(url);
    cheaper.searchParams.set(
      "biz_content",
      (cheaper.searchParams.get("biz_content") ?? "").replace("25.05", "0.01"),
    );
    expect((await fetch(cheaper)).status).toBe(400);
  });

  test("an order whose payment page was never opened does not exist at Alipay", async () => {
    const { outTradeNo } = await openOrder();
    expect(await pay.query(outTradeNo)).toEqual({ ok: false, refusal: "not-found" });
    expect(await pay.close(outTradeNo)).toEqual({ ok: false, refusal: "not-found" });
  });
});

test("a payment is returned with our seller and app ids, and still counts as a payment after a full refund", async () => {
  const { outTradeNo } = await paidOrder();
  const paid = {
    merchant: "2088000000000001",
    appid: "2021000000000001",
    amountFen: 2505,
    currency: "CNY",
  };
  expect(await pay.query(outTradeNo)).toMatchObject({
    ok: true,
    value: { state: "paid", payment: paid },
  });
  const refund = { outTradeNo, outRefundNo: `${outTradeNo}R1`, refundFen: 2505, totalFen: 2505 };
  expect(await pay.refund(refund)).toMatchObject({
    ok: true,
    value: { state: "succeeded", refundFen: 2505 },
  });
  expect(await pay.query(outTradeNo)).toMatchObject({
    ok: true,
    value: { state: "paid", payment: paid },
  });
});

test.each([
  [
    "alipay-query",
    ["system-error", "too-frequent", "bad-signature", "server-error", "garbage", "lost-answer"],
  ],
  ["alipay-bill", ["system-error", "bad-signature", "garbage", "server-error"]],
] as const)("a failure of %s is reported as unavailable", async (target, kinds) => {
  const { outTradeNo } = await paidOrder();
  for (const kind of kinds) {
    await sandbox.orderFault(target, kind);
    const answer = target === "alipay-query" ? pay.query(outTradeNo) : pay.readBill?.("2026-01-01");
    expect(await answer, kind).toMatchObject({ ok: false, refusal: "unavailable" });
  }
});

test("a refund that Alipay has not executed yet can be retried, and a refused refund is distinguished", async () => {
  const { outTradeNo } = await paidOrder();
  const refund = { outTradeNo, outRefundNo: `${outTradeNo}R1`, refundFen: 2505, totalFen: 2505 };
  for (const [kind, refusal] of [
    ["no-change", "unavailable"],
    ["not-enough", "not-enough"],
    ["refused", "refused"],
    ["lost-answer", "unavailable"],
  ] as const) {
    await sandbox.orderFault("alipay-refund", kind);
    expect(await pay.refund(refund), kind).toMatchObject({ ok: false, refusal });
  }
  expect(await pay.refund(refund)).toMatchObject({ ok: true, value: { refundFen: 2505 } });
  const { refunds } = books.parse(await sandbox.control("GET", "/alipay/books"));
  expect(refunds.filter((one) => one.outTradeNo === outTradeNo)).toEqual([
    { outTradeNo, refundFen: 2505 },
  ]);
});

test("a wrong key is logged for the operator and reveals nothing about the order", async () => {
  const { privateKey } = rsaKeys("pkcs1");
  const stranger = open({ GRADPHOTO_ALIPAY_PRIVATE_KEY: privateKey });
  expect(await stranger.query("A1")).toEqual({
    ok: false,
    refusal: "unavailable",
    fault: "unauthorized",
  });
  expect(warned).toEqual([{ provider: "alipay", code: "isv.invalid-signature" }]);
});

test("a response whose signature does not verify is logged for the operator and ignored", async () => {
  const { publicKey } = rsaKeys();
  const { outTradeNo } = await paidOrder();
  const misled = open({ GRADPHOTO_ALIPAY_PUBLIC_KEY: publicKey });
  expect(await misled.query(outTradeNo)).toEqual({ ok: false, refusal: "unavailable" });
  expect(warned).toEqual([{ provider: "alipay", code: "unproven" }]);
});

test("parts of a response outside the signature are ignored", async () => {
  const { outTradeNo } = await openOrder().then(async (order) => {
    await fetch(order.url);
    return order;
  });
  let spoil = (text: string): string => text;
  const between = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const answer = await fetch(`${sandbox.url}/alipay/gateway.do`, {
      method: "POST",
      headers: { "content-type": String(request.headers["content-type"]) },
      body: Buffer.concat(chunks),
    });
    response.end(spoil(await answer.text()));
  }).listen(0, "127.0.0.1");
  await once(between, "listening");
  afterAll(() => void between.close());
  const { port } = between.address() as AddressInfo;
  const overheard = open({ GRADPHOTO_ALIPAY_URL: `http://127.0.0.1:${port}/` });
  const unpaid = { ok: true, value: { state: "unpaid", payment: null } };
  expect(await overheard.query(outTradeNo)).toEqual(unpaid);
  const paid = {
    code: "10000",
    out_trade_no: outTradeNo,
    trade_no: "1",
    trade_status: "TRADE_SUCCESS",
  };
  const forgedBody = JSON.stringify({
    ...paid,
    total_amount: "25.05",
    send_pay_date: "2026-06-01 10:00:00",
  });
  spoil = (text) => text.replace(/}$/, `,"alipay_trade_query_response":${forgedBody},"end":""}`);
  expect(await overheard.query(outTradeNo)).toEqual(unpaid);
  spoil = (text) => text.replace("WAIT_BUYER_PAY", "TRADE_SUCCESS");
  expect(await overheard.query(outTradeNo)).toEqual({ ok: false, refusal: "unavailable" });
  spoil = () => " ".repeat(300 * 1024);
  expect(await overheard.query(outTradeNo)).toEqual({ ok: false, refusal: "unavailable" });
});

describe("Alipay notifications", () => {
  const { privateKey, publicKey } = rsaKeys();
  const own = open({ GRADPHOTO_ALIPAY_PUBLIC_KEY: publicKey });
  const fields = {
    ...{
      notify_id: "n1",
      app_id: "2021000000000001",
      seller_id: "2088000000000001",
      out_trade_no: "A1",
    },
    ...{
      trade_no: "T1",
      trade_status: "TRADE_SUCCESS",
      total_amount: "25.05",
      gmt_payment: "2026-06-01 10:00:00",
    },
    subject: "100 % 毕业照 + 证",
  };
  const sign = (input: Readonly<Record<string, string>>, algorithm = "RSA-SHA256"): string =>
    createSign(algorithm)
      .update(
        Object.keys(input)
          .sort()
          .map((name) => `${name}=${input[name]}`)
          .join("&"),
      )
      .sign(privateKey, "base64");
  const body = (
    input: Readonly<Record<string, string>>,
    more: Readonly<Record<string, string>> = {},
  ): string =>
    new URLSearchParams({ ...input, sign: sign(input), sign_type: "RSA2", ...more }).toString();

  test("a signed notification is read as a payment, a refund or an unknown kind", () => {
    expect(own.readNotification({}, body(fields))).toMatchObject({
      ok: true,
      value: {
        about: "payment",
        payment: { amountFen: 2505, paidAt: new Date("2026-06-01T02:00:00Z") },
      },
    });
    const back = {
      ...fields,
      trade_status: "TRADE_CLOSED",
      out_biz_no: "A1R1",
      refund_fee: "25.05",
    };
    expect(own.readNotification({}, body(back))).toMatchObject({
      value: {
        about: "refund",
        refund: { outRefundNo: "A1R1", refundFen: 2505, state: "succeeded" },
      },
    });
    expect(
      own.readNotification({}, body({ ...fields, trade_status: "WAIT_BUYER_PAY" })),
    ).toMatchObject({
      value: { about: "other" },
    });
  });

  test("an unsigned, weakly signed, changed, duplicated or truncated notification is refused", () => {
    const refusal = (text: string) => {
      const read = own.readNotification({}, text);
      return read.ok ? "taken" : read.refusal;
    };
    expect(refusal("")).toBe("unsigned");
    expect(refusal("\0%%%")).toBe("unsigned");
    const weak = { ...fields, sign: sign(fields, "RSA-SHA1"), sign_type: "RSA" };
    expect(refusal(new URLSearchParams(weak).toString())).toBe("unsigned");
    expect(refusal(body(fields, { total_amount: "0.01" }))).toBe("forged");
    expect(refusal(`${body(fields)}&out_trade_no=A2`)).toBe("forged");
    expect(refusal(body({ ...fields, gmt_payment: "soon" }))).toBe("unreadable");
  });

  test("a notification whose signed fields were merged into one is refused as forged", () => {
    const proof = { sign: sign(fields), sign_type: "RSA2" };
    const { trade_status: _, ...unpaid } = fields;
    const inValue = { ...unpaid, trade_no: "T1&trade_status=TRADE_SUCCESS", ...proof };
    const { trade_no: __, ...unnumbered } = unpaid;
    const inName = { ...unnumbered, "trade_no=T1&trade_status": "TRADE_SUCCESS", ...proof };
    for (const folded of [inValue, inName]) {
      const read = own.readNotification({}, new URLSearchParams(folded).toString());
      expect(read).toEqual({ ok: false, refusal: "forged" });
    }
  });

  test("a refund notification of another app or seller is refused, although Alipay may sign both with one key", () => {
    const back = {
      ...fields,
      trade_status: "TRADE_CLOSED",
      out_biz_no: "A1R1",
      refund_fee: "25.05",
    };
    for (const other of [{ app_id: "2021000000000002" }, { seller_id: "2088000000000002" }]) {
      const read = own.readNotification({}, body({ ...back, ...other }));
      expect(read, JSON.stringify(other)).toEqual({ ok: false, refusal: "forged" });
    }
    const { seller_id: _, ...unnamed } = back;
    expect(own.readNotification({}, body(unnamed))).toMatchObject({
      ok: true,
      value: { about: "refund" },
    });
  });
});

test("a bill download has a longer time limit than other requests", async () => {
  const { outTradeNo } = await paidOrder();
  const paidOn = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  await sandbox.control("POST", "/clock", { advanceSeconds: 3 * 86_400 });
  for (const delayMs of [0, 2500]) {
    await sandbox.control("POST", "/faults", { target: "alipay-bill", kind: "slow", delayMs });
  }
  const bill = await open({}, 2000).readBill?.(paidOn);
  expect(bill?.ok && (await readAllPages(bill.value))?.payments).toEqual(
    expect.arrayContaining([expect.objectContaining({ outTradeNo })]),
  );
});

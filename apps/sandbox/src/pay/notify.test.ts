import { beforeEach, describe, expect, test } from "vitest";
import { minutes, type OpenSandbox, openSandbox, passTime } from "../testing/open-sandbox.ts";
import { openPayClient } from "../testing/pay-client.ts";
import { retryAfterMs } from "./notify.ts";

let sandbox: OpenSandbox;
let client: Awaited<ReturnType<typeof openPayClient>>;
beforeEach(async () => {
  sandbox = openSandbox();
  client = await openPayClient(sandbox);
});

describe("WeChat Pay notifications", () => {
  test("an acknowledged notification of a payment is sent once", async () => {
    await client.pay35Yuan("order-1");
    await sandbox.deliverDue();
    const content = { out_trade_no: "order-1", trade_state: "SUCCESS", amount: { total: 3500 } };
    expect(client.notifications()).toMatchObject([
      { event: "TRANSACTION.SUCCESS", proven: true, content },
    ]);
    passTime(sandbox, minutes(60 * 48));
    expect(await sandbox.deliverDue()).toBe(0);
  });

  test("an unacknowledged notification is repeated on schedule and then abandoned", async () => {
    sandbox.answers.push(...Array.from({ length: 16 }, () => 500), 200);
    await client.pay35Yuan("order-1");
    await sandbox.deliverDue();
    for (const [index, ms] of retryAfterMs.entries()) {
      passTime(sandbox, ms - 1);
      expect(await sandbox.deliverDue(), `before retry ${index + 1}`).toBe(0);
      passTime(sandbox, 1);
      expect(await sandbox.deliverDue(), `retry ${index + 1}`).toBe(1);
    }
    passTime(sandbox, minutes(60 * 48));
    expect(await sandbox.deliverDue()).toBe(0);
    expect(new Set(client.notifications().map(({ id }) => id)).size).toBe(1);
    expect(retryAfterMs).toHaveLength(15);
  });

  test.each([
    ["duplicate", [true, true, true]],
    ["forged", [true, false]],
    ["wrong-amount", [true, true]],
    ["lost", []],
  ])("a notification can be %s on demand", async (kind, proven) => {
    await client.orderFault({ target: "pay-notification", kind, copies: 2 });
    await client.pay35Yuan("order-1");
    await sandbox.deliverDue();
    expect(client.notifications().map((one) => one.proven)).toEqual(proven);
    const totals = client.notifications().map(({ content }) => content.amount.total);
    expect(totals).toEqual(kind === "wrong-amount" ? [3500, 3501] : totals.map(() => 3500));
    expect((await client.query("order-1")).body).toMatchObject({
      trade_state: "SUCCESS",
      amount: { total: 3500 },
    });
  });

  test("a notification can be delayed", async () => {
    await client.orderFault({ target: "pay-notification", kind: "late", delayMs: minutes(30) });
    await client.pay35Yuan("order-1");
    expect(await sandbox.deliverDue()).toBe(0);
    passTime(sandbox, minutes(30));
    expect(await sandbox.deliverDue()).toBe(1);
  });

  test("notifications can arrive in the wrong order", async () => {
    await client.orderFault({ target: "pay-notification", kind: "out-of-order" });
    await client.pay35Yuan("order-1");
    await client.pay35Yuan("order-2");
    await sandbox.deliverDue();
    await sandbox.deliverDue();
    expect(client.notifications().map(({ content }) => content.out_trade_no)).toEqual([
      "order-2",
      "order-1",
    ]);
  });

  test("a notification with an old timestamp is refused by its receiver and valid at the retry", async () => {
    await client.orderFault({ target: "pay-notification", kind: "skewed-clock" });
    sandbox.answers.push(401);
    await client.pay35Yuan("order-1");
    await sandbox.deliverDue();
    passTime(sandbox, 15_000);
    await sandbox.deliverDue();
    expect(sandbox.callbacks[0]?.headers["wechatpay-timestamp"]).toBe(
      String(Date.parse("2026-06-01T01:50:00Z") / 1000),
    );
    expect(client.open(sandbox.callbacks[1] ?? { url: "", headers: {}, body: "" }).proven).toBe(
      true,
    );
  });

  test("a notification of a payment that never happened can be sent, but only with an invalid signature", async () => {
    await client.place("order-1");
    expect(
      await sandbox.post("/control/pay/notifications", {
        outTradeNo: "order-1",
        kind: "wrong-amount",
      }),
    ).toMatchObject({ status: 409 });
    await sandbox.post("/control/pay/notifications", { outTradeNo: "order-1", kind: "forged" });
    await sandbox.deliverDue();
    expect(client.notifications()).toMatchObject([
      { proven: false, content: { trade_state: "SUCCESS" } },
    ]);
    expect((await client.query("order-1")).body).toMatchObject({ trade_state: "NOTPAY" });
  });
});

describe("refunds", () => {
  test("a refund is processed, completed and notified; a repeated request changes nothing", async () => {
    await client.pay35Yuan("order-1");
    await sandbox.deliverDue();
    expect((await client.refund("order-1", "r1", 3500)).body).toMatchObject({
      status: "PROCESSING",
    });
    await client.refund("order-1", "r1", 3500);
    passTime(sandbox, 3000);
    await sandbox.deliverDue();
    expect((await client.call("GET", "/v3/refund/domestic/refunds/r1")).body).toMatchObject({
      status: "SUCCESS",
      amount: { refund: 3500 },
    });
    expect(client.notifications()[1]).toMatchObject({
      event: "REFUND.SUCCESS",
      proven: true,
      content: { out_refund_no: "r1", refund_status: "SUCCESS" },
    });
    expect((await sandbox.get("/control/pay/books")).body).toMatchObject({
      paidFen: 3500,
      refundedFen: 3500,
    });
    expect((await client.query("order-1")).body).toMatchObject({ trade_state: "REFUND" });
  });

  test("a refund that exceeds the payment, contradicts an earlier refund or has no payment is refused", async () => {
    await client.place("order-0");
    expect((await client.refund("order-0", "r0", 1)).status).toBe(400);
    await client.pay35Yuan("order-1");
    await client.refund("order-1", "r1", 3000);
    const answers = [
      await client.refund("order-1", "r2", 501),
      await client.refund("order-1", "r1", 2999),
      await client.refund("order-1", "r3", 100, 3600),
      await client.refund("order-9", "r4", 1),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 404]);
  });

  test.each([
    ["ends-abnormal", "ABNORMAL", 0],
    ["ends-closed", "CLOSED", 0],
  ])("a refund can fail: %s", async (kind, status, refundedFen) => {
    await client.pay35Yuan("order-1");
    await client.orderFault({ target: "pay-refund", kind });
    await client.refund("order-1", "r1", 3500);
    passTime(sandbox, 3000);
    await sandbox.deliverDue();
    expect(client.notifications().at(-1)).toMatchObject({ event: `REFUND.${status}` });
    expect((await sandbox.get("/control/pay/books")).body).toMatchObject({ refundedFen });
  });
});

import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { collectionHistory, orders, paymentDifferences } from "../../infra/db/schema/index.ts";
import { startSandbox } from "../../testing/start-sandbox.ts";
import { openTestDatabase } from "../../testing/test-database.ts";
import { studentCall } from "../collections/testing/student-world.ts";
import { creditPayment } from "./credit-payment.ts";
import { readBalance } from "./ledger.ts";
import { dayS, openPayWorld } from "./testing/pay-world.ts";

const { db, pool } = await openTestDatabase();
const sandbox = await startSandbox();
const world = await openPayWorld(db, sandbox);
const { addStudent, addPaid, start, tryStart, payAt, deliver, readOrder, stateOf, statuses } = world;

const ordersOf = (collectionId: string) => db.select().from(orders).where(eq(orders.collectionId, collectionId));
const differencesOf = async (outTradeNo: string) => {
  const found = await db.select().from(paymentDifferences).where(eq(paymentDifferences.outTradeNo, outTradeNo));
  return found.map(({ kind }) => kind);
};
const paysOf = async (collectionId: string) => {
  const moves = await db.select().from(collectionHistory).where(eq(collectionHistory.collectionId, collectionId));
  return moves.filter(({ move }) => move === "pay").length;
};

/** After whatever happened: the ledger sums to zero, and each account equals what the orders and refunds say. */
afterEach(async () => {
  await sandbox.control("DELETE", "/faults");
  const { rows } = await pool.query<Record<"held" | "fees" | "surplus", string>>(`
    select coalesce(sum(amount_fen) filter (where state = 'paid'), 0) as held,
      coalesce(sum(amount_fen) filter (where state = 'paid' and counts), 0) as fees,
      coalesce(sum(amount_fen) filter (where state = 'paid' and not counts), 0) as surplus from orders`);
  const { held, fees, surplus } = rows[0] ?? {};
  expect(await readBalance(db)).toEqual({
    sum: 0,
    "wechat-pay": Number(held),
    fees: 0 - Number(fees),
    surplus: 0 - Number(surplus),
  });
});

describe("each channel", () => {
  test.each(["mini-program", "official-account"] as const)(
    "%s: signed arguments that WeChat accepts",
    async (channel) => {
      const student = await addStudent();
      const { order, requestPayment } = await start(student, channel);
      await sandbox.control("POST", "/pay/request-payment", requestPayment ?? {});
      await deliver();
      expect(await stateOf(student.collectionId)).toBe("paid");
      expect(await readOrder(student, order.orderId)).toMatchObject({ state: "paid", counts: true, amountFen: 2500 });
    },
  );

  test("a phone's browser is sent to a page, a screen shows a code", async () => {
    const student = await addStudent();
    const h5 = await start(student, "h5");
    expect(h5.payUrl).toMatch(/\/pay\/h5\?prepay_id=/);
    const native = await start(student, "native");
    expect(native.codeText).toMatch(/^weixin:/);
    await payAt(native.order.outTradeNo);
    await deliver();
    const states = (await ordersOf(student.collectionId)).map(({ channel, state }) => [channel, state]);
    expect(states.sort()).toEqual([
      ["h5", "closed"],
      ["native", "paid"],
    ]);
  });

  test("without WeChat's knowledge of the payer, inside WeChat is refused and a browser is not", async () => {
    const student = await addStudent();
    const stranger = { ...student, call: studentCall(student.accountId) };
    await pool.query("delete from account_identities where account_id = $1", [student.accountId]);
    expect(await tryStart(stranger)).toEqual({ refused: "payment-needs-wechat", details: {} });
    expect((await start(stranger, "native")).codeText).not.toBeNull();
  });
});

describe("one open order", () => {
  test("asked for again, the same order is handed out", async () => {
    const student = await addStudent();
    const [one, other] = [await start(student), await start(student)];
    expect(other.order.orderId).toBe(one.order.orderId);
    expect(other.requestPayment?.package).toBe(one.requestPayment?.package);
  });

  test("sixteen at once make one order, and none after payment", async () => {
    const student = await addStudent();
    const started = await Promise.all(Array.from({ length: 16 }, () => start(student)));
    expect(new Set(started.map(({ order }) => order.orderId)).size).toBe(1);
    await payAt(started[0]?.order.outTradeNo ?? "");
    await deliver();
    expect(await tryStart(student)).toEqual({ refused: "order-already-paid", details: {} });
  });

  test("an expired one is closed at WeChat Pay before another begins", async () => {
    const student = await addStudent();
    const { order } = await start(student);
    await world.passTime(3600);
    const next = await start(student);
    expect(next.order.orderId).not.toBe(order.orderId);
    expect((await world.books()).orders.find(({ outTradeNo }) => outTradeNo === order.outTradeNo)?.state).toBe(
      "CLOSED",
    );
  });

  test("changing the channel of an order that was paid meanwhile finds the payment", async () => {
    const student = await addStudent();
    const { order } = await start(student);
    await sandbox.orderFault("pay-notification", "lost");
    await payAt(order.outTradeNo);
    expect(await tryStart(student, "native")).toEqual({ refused: "order-already-paid", details: {} });
    expect(await stateOf(student.collectionId)).toBe("paid");
  });

  test("those of others, and outside the window, are refused", async () => {
    const student = await addStudent();
    const other = await addStudent();
    expect(await tryStart({ ...student, call: other.call })).toEqual({ refused: "not-found", details: {} });
    await world.passTime(91 * dayS);
    expect(await tryStart(student)).toMatchObject({ refused: "project-closed" });
  });

  test("nothing to pay is paid at once", async () => {
    const student = await addStudent({ feeFen: 0 });
    expect(await tryStart(student)).toEqual({ order: null, requestPayment: null, payUrl: null, codeText: null });
    expect(await stateOf(student.collectionId)).toBe("paid");
    expect(await ordersOf(student.collectionId)).toEqual([]);
  });
});

describe("WeChat Pay in trouble", () => {
  test.each([
    "system-error",
    "too-frequent",
    "server-error",
    "garbage",
    "lost-answer",
    "bad-signature",
    "wrong-serial",
    "skewed-clock",
  ])("%s while ordering: told as such, and the next try gets the same order", async (kind) => {
    const student = await addStudent();
    await sandbox.orderFault("pay-order", kind);
    expect(await tryStart(student)).toEqual({ refused: "payment-unavailable", details: {} });
    const { order } = await start(student);
    expect((await ordersOf(student.collectionId)).map(({ id }) => id)).toEqual([order.orderId]);
  });

  test.each(["system-error", "server-error", "garbage", "lost-answer", "bad-signature"])(
    "%s while asking: the order stays open and the next question finds the payment",
    async (kind) => {
      const student = await addStudent();
      const { order } = await start(student);
      await sandbox.orderFault("pay-notification", "lost");
      await payAt(order.outTradeNo);
      await sandbox.orderFault("pay-query", kind);
      expect((await readOrder(student, order.orderId)).state).toBe("open");
      expect((await readOrder(student, order.orderId)).state).toBe("paid");
    },
  );

  test.each(["system-error", "lost-answer"])(
    "%s while closing: nothing is begun beside the old order",
    async (kind) => {
      const student = await addStudent();
      const { order } = await start(student);
      await sandbox.orderFault("pay-close", kind);
      expect(await tryStart(student, "native")).toEqual({ refused: "payment-unavailable", details: {} });
      expect((await ordersOf(student.collectionId)).map(({ id }) => id)).toEqual([order.orderId]);
      expect((await start(student, "native")).order.state).toBe("open");
    },
  );
});

describe("notifications", () => {
  test("seventeen times the same credit once", async () => {
    const student = await addStudent();
    const { order } = await start(student);
    await sandbox.control("POST", "/faults", { target: "pay-notification", kind: "duplicate", copies: 16 });
    statuses.length = 0;
    await payAt(order.outTradeNo);
    await deliver();
    expect(statuses).toEqual(Array.from({ length: 17 }, () => 204));
    expect(await paysOf(student.collectionId)).toBe(1);
    expect((await ordersOf(student.collectionId)).map(({ state }) => state)).toEqual(["paid"]);
  });

  test("many at once, under different ids, and questions between them credit once", async () => {
    const student = await addStudent();
    const { order } = await start(student);
    await sandbox.orderFault("pay-notification", "lost");
    await payAt(order.outTradeNo);
    const answer = await world.needs.pay.readOrder(order.outTradeNo);
    const payment = answer.ok ? answer.value.payment : null;
    if (!payment) throw new Error("The sandbox does not say it is paid");
    const credited = await Promise.all(Array.from({ length: 16 }, () => creditPayment(world.needs, payment)));
    expect(credited.filter((one) => one === "counted")).toHaveLength(1);
    expect(credited.filter((one) => one === "known")).toHaveLength(15);
    expect(await paysOf(student.collectionId)).toBe(1);
  });

  test("a forged one changes nothing and is refused; the true one is taken", async () => {
    const student = await addStudent();
    const { order } = await start(student);
    statuses.length = 0;
    await sandbox.control("POST", "/pay/notifications", { outTradeNo: order.outTradeNo, kind: "forged" });
    await deliver();
    expect(statuses).toContain(401);
    expect(await stateOf(student.collectionId)).toBe("verified");
  });

  test("garbage, foreign ones and stale ones are refused without a throw", async () => {
    for (const [headers, body] of [
      [{}, ""],
      [{ "wechatpay-timestamp": "now", "wechatpay-signature": "x" }, "{}"],
      [
        {
          "wechatpay-timestamp": String(Math.floor(Date.now() / 1000)),
          "wechatpay-nonce": "n",
          "wechatpay-serial": "PUB_KEY_ID_0119000000012026010100000000000001",
          "wechatpay-signature": "WECHATPAY/SIGNTEST/x",
        },
        "{",
      ],
    ] as const) {
      expect(await world.take(headers, body)).toBe(false);
    }
    const student = await addStudent();
    const { order } = await start(student);
    await sandbox.orderFault("pay-notification", "skewed-clock");
    statuses.length = 0;
    await payAt(order.outTradeNo);
    await deliver();
    expect(statuses).toContain(401);
    expect(await stateOf(student.collectionId)).toBe("verified");
    expect((await readOrder(student, order.orderId)).state).toBe("paid");
  });

  test("one with another amount is never credited, and finance sees it", async () => {
    const student = await addStudent();
    const { order } = await start(student);
    await sandbox.orderFault("pay-notification", "lost");
    await payAt(order.outTradeNo);
    await sandbox.control("POST", "/pay/notifications", { outTradeNo: order.outTradeNo, kind: "wrong-amount" });
    await deliver();
    expect(await stateOf(student.collectionId)).toBe("verified");
    expect(await differencesOf(order.outTradeNo)).toEqual(["wrong-amount"]);
    expect((await readOrder(student, order.orderId)).state).toBe("paid");
  });

  test("a lost one is found by the sweep", async () => {
    const student = await addStudent();
    const { order } = await start(student);
    await sandbox.orderFault("pay-notification", "lost");
    await payAt(order.outTradeNo);
    await world.passTime(16);
    await world.sweep("orders");
    expect(await stateOf(student.collectionId)).toBe("paid");
  });

  test("a late and out-of-order one finds everything done", async () => {
    const student = await addStudent();
    const { order } = await start(student);
    await sandbox.control("POST", "/faults", { target: "pay-notification", kind: "late", delayMs: 60_000 });
    await payAt(order.outTradeNo);
    await readOrder(student, order.orderId);
    await world.passTime(61);
    await deliver();
    expect(await paysOf(student.collectionId)).toBe(1);
  });
});

describe("the sweep", () => {
  test("closes what nobody paid in time, and asks again later while it may still be paid", async () => {
    const student = await addStudent();
    const { order } = await start(student);
    await world.passTime(20);
    await world.sweep("orders");
    const [asked] = await ordersOf(student.collectionId);
    expect(asked).toMatchObject({ state: "open", asks: 1 });
    await world.passTime(3600);
    await world.sweep("orders");
    expect((await readOrder(student, order.orderId)).state).toBe("closed");
    expect(await stateOf(student.collectionId)).toBe("verified");
  });

  test("two at once take each order once", async () => {
    const student = await addStudent();
    await start(student);
    await world.passTime(20);
    const [one, other] = await Promise.all([world.sweep("orders"), world.sweep("orders")]);
    expect(one + other).toBeGreaterThan(0);
    expect((await ordersOf(student.collectionId))[0]?.asks).toBe(1);
  });
});

describe("an invoice", () => {
  test("is asked for once, for a paid order alone, and whom it is for is sealed", async () => {
    const { call, order, collectionId } = await addPaid();
    const params = { orderId: order.orderId };
    const body = { title: "测试公司", taxNumber: "91440000000000000X", email: "test@example.org" };
    expect(await world.handlers.requestInvoice({ params, body }, call)).toMatchObject({
      invoiceRequestedAt: expect.stringMatching(/Z$/),
    });
    expect(await world.handlers.requestInvoice({ params, body }, call)).toMatchObject({ refused: "invoice-requested" });
    const { rows } = await pool.query("select title, email, tax_number from invoice_requests");
    expect(JSON.stringify(rows)).not.toMatch(/测试公司|example|91440/);
    const read = await world.handlers.readCollectionOrders({ params: { collectionId } }, call);
    expect(z.object({ orders: z.array(z.object({ state: z.string() })) }).parse(read).orders).toEqual([
      { state: "paid" },
    ]);
  });
});

describe("the ledger", () => {
  test("takes no transaction that does not sum to zero, and no change", async () => {
    const { order } = await addPaid();
    const insert = `with t as (insert into ledger_transactions (kind, order_id, refund_id, at)
      values ('refund', $1, $2, now()) returning id) insert into ledger_entries (transaction_id, account, amount_fen)
      select id, 'fees', 100 from t`;
    await expect(pool.query(insert, [order.orderId, order.orderId])).rejects.toMatchObject({ code: /^23/ });
    await expect(pool.query("update ledger_entries set amount_fen = 1")).rejects.toMatchObject({ code: "42501" });
    await expect(pool.query("delete from ledger_transactions")).rejects.toMatchObject({ code: "42501" });
    const lone = `insert into ledger_entries (transaction_id, account, amount_fen)
      select id, 'fees', 1 from ledger_transactions limit 1`;
    await expect(pool.query(lone)).rejects.toMatchObject({ code: "23514" });
  });
});

import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import {
  collectionHistory,
  orders,
  paymentDifferences,
  paymentNotifications,
} from "../infra/db/schema/index.ts";
import { dueIn } from "../testing/jobs.ts";
import { creditPayment } from "./credit-payment.ts";
import { deleteOldNotifications } from "./take-notification.ts";
import { dayS } from "./testing/pay-student.ts";
import { openPayWorld } from "./testing/pay-world.ts";

const world = await openPayWorld();
const {
  db,
  sandbox,
  payAt,
  deliver,
  readOrder,
  stateOf,
  statuses,
  addOrder,
  payWithoutNotification,
} = world;

const ordersOf = (collectionId: string) =>
  db.select().from(orders).where(eq(orders.collectionId, collectionId));
const differencesOf = async (outTradeNo: string) => {
  const match = await db
    .select()
    .from(paymentDifferences)
    .where(eq(paymentDifferences.outTradeNo, outTradeNo));
  return match.map(({ kind }) => kind);
};
const paysOf = async (collectionId: string) => {
  const moves = await db
    .select()
    .from(collectionHistory)
    .where(eq(collectionHistory.collectionId, collectionId));
  return moves.filter(({ move }) => move === "pay").length;
};

afterEach(world.expectBooksAgree);

describe("notifications", () => {
  test("credits a payment once when its notification arrives seventeen times", async () => {
    const { student, order } = await addOrder();
    await sandbox.control("POST", "/faults", {
      target: "pay-notification",
      kind: "duplicate",
      copies: 16,
    });
    statuses.length = 0;
    await payAt(order.outTradeNo);
    await deliver();
    expect(statuses).toEqual(Array.from({ length: 17 }, () => 204));
    expect(await paysOf(student.collectionId)).toBe(1);
    expect((await ordersOf(student.collectionId)).map(({ state }) => state)).toEqual(["paid"]);
  });

  test("deletes notifications after more than a year, and not earlier", async () => {
    const { order } = await addOrder();
    await payAt(order.outTradeNo);
    await deliver();
    const later = (days: number) => new Date(world.deps.clock().getTime() + days * dayS * 1000);
    await deleteOldNotifications(db, later(365));
    expect(await db.$count(paymentNotifications)).toBeGreaterThan(0);
    await deleteOldNotifications(db, later(367));
    expect(await db.$count(paymentNotifications)).toBe(0);
  });

  test("credits a payment once across many parallel calls with different ids", async () => {
    const { student, order } = await addOrder();
    await payWithoutNotification(order);
    const answer = await world.deps.providerOf("wechat-pay").query(order.outTradeNo);
    const payment = answer.ok ? answer.value.payment : null;
    if (!payment) throw new Error("The sandbox does not report the payment");
    const credited = await Promise.all(
      Array.from({ length: 16 }, () => creditPayment(world.deps, payment)),
    );
    expect(credited.filter((result) => result === "counted")).toHaveLength(1);
    expect(credited.filter((result) => result === "known")).toHaveLength(15);
    expect(await paysOf(student.collectionId)).toBe(1);
  });

  test("refuses a forged notification and leaves the collection unchanged", async () => {
    const { student, order } = await addOrder();
    statuses.length = 0;
    await sandbox.control("POST", "/pay/notifications", {
      outTradeNo: order.outTradeNo,
      kind: "forged",
    });
    await deliver();
    expect(statuses).toContain(401);
    expect(await stateOf(student.collectionId)).toBe("verified");
  });

  test("refuses malformed, foreign and stale notifications without throwing", async () => {
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
      expect(await world.take("wechat-pay", headers, body)).toBeNull();
    }
    const { student, order } = await addOrder();
    await sandbox.orderFault("pay-notification", "skewed-clock");
    statuses.length = 0;
    await payAt(order.outTradeNo);
    await deliver();
    expect(statuses).toContain(401);
    expect(await stateOf(student.collectionId)).toBe("verified");
    expect((await readOrder(student, order.orderId)).state).toBe("paid");
  });

  test("never credits a notification with a wrong amount, and reports it to finance", async () => {
    const { student, order } = await addOrder();
    await payWithoutNotification(order);
    await sandbox.control("POST", "/pay/notifications", {
      outTradeNo: order.outTradeNo,
      kind: "wrong-amount",
    });
    await deliver();
    expect(await stateOf(student.collectionId)).toBe("verified");
    expect(await differencesOf(order.outTradeNo)).toEqual(["wrong-amount"]);
    expect((await readOrder(student, order.orderId)).state).toBe("paid");
  });

  test.each([
    ["another app", { appid: "wx9" }, "wrong-merchant"],
    ["another merchant", { merchant: "1" }, "wrong-merchant"],
    ["another currency", { currency: "USD" }, "wrong-merchant"],
    ["too little", { amountFen: 2499 }, "wrong-amount"],
    ["an order that is not ours", { outTradeNo: "NotOurs" }, "unknown-order"],
  ])(
    "records a verified payment of %s as a difference and never credits it",
    async (_, change, kind) => {
      const { student, order } = await addOrder();
      const { providerOf, clock } = world.deps;
      const { merchant } = providerOf("wechat-pay");
      const { appid } = sandbox.settings.wechat.miniProgram;
      const right = {
        provider: "wechat-pay",
        appid,
        merchant,
        outTradeNo: order.outTradeNo,
      } as const;
      const payment = {
        ...right,
        transactionId: order.outTradeNo,
        paidAt: clock(),
        amountFen: 2500,
        currency: "CNY",
        ...change,
      };
      expect(await creditPayment(world.deps, payment)).toBe("refused");
      expect(await stateOf(student.collectionId)).toBe("verified");
      expect(await differencesOf(payment.outTradeNo)).toEqual([kind]);
    },
  );

  test("a lost notification is made up for by the job of its order", async () => {
    const { student, order } = await addOrder();
    await payWithoutNotification(order);
    await world.passTime(16);
    await world.work("settle-order");
    expect(await stateOf(student.collectionId)).toBe("paid");
  });

  test("a late and out-of-order notification changes nothing", async () => {
    const { student, order } = await addOrder();
    await sandbox.control("POST", "/faults", {
      target: "pay-notification",
      kind: "late",
      delayMs: 60_000,
    });
    await payAt(order.outTradeNo);
    await readOrder(student, order.orderId);
    await world.passTime(61);
    await deliver();
    expect(await paysOf(student.collectionId)).toBe(1);
  });
});

describe("the job of an order", () => {
  test("closes an order that is not paid in time, and until then queries it again later", async () => {
    const { student, order } = await addOrder();
    await world.passTime(20);
    await world.work("settle-order");
    const [query] = await ordersOf(student.collectionId);
    expect(query?.state).toBe("open");
    expect(await dueIn(db, "settle-order", { orderId: order.orderId })).toBeGreaterThan(15);
    await world.passTime(3600);
    await world.work("settle-order");
    expect((await readOrder(student, order.orderId)).state).toBe("closed");
    expect(await stateOf(student.collectionId)).toBe("verified");
  });

  test("two parallel runs process each order once", async () => {
    await world.work("settle-order");
    const { student, order } = await addOrder();
    await world.passTime(20);
    await payWithoutNotification(order);
    const [count, otherCount] = await Promise.all([
      world.work("settle-order"),
      world.work("settle-order"),
    ]);
    expect(count + otherCount).toBe(1);
    expect(await paysOf(student.collectionId)).toBe(1);
  });
});

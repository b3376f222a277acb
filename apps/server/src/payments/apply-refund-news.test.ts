import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { paymentDifferences } from "../infra/db/schema/index.ts";
import { applyRefundNews } from "./apply-refund-news.ts";
import { openPayWorld } from "./testing/pay-world.ts";
import { refundActs } from "./testing/refund-acts.ts";

const world = await openPayWorld();
const { db, sandbox, addPaid, payAt, deliver, readOrder, stateOf, addOrder } = world;
const { startRefund, settle, refundsOf } = refundActs(world);

afterEach(world.expectBooksAgree);

describe("WeChat Pay failures", () => {
  test.each([
    "system-error",
    "server-error",
    "garbage",
    "lost-answer",
    "bad-signature",
    "not-enough",
  ])("%s at the first try: the next try refunds once", async (kind) => {
    const { order, collectionId } = await addPaid();
    await startRefund(order.orderId);
    await sandbox.orderFault("pay-refund", kind);
    await world.work("give-refund");
    expect(await stateOf(collectionId)).toBe("refunding");
    await world.passTime(20);
    await settle();
    expect(await stateOf(collectionId)).toBe("refunded");
    const remoteRefunds = (await world.books()).refunds.filter(
      ({ outTradeNo }) => outTradeNo === order.outTradeNo,
    );
    expect(remoteRefunds.map(({ status }) => status)).toEqual(["SUCCESS"]);
  });

  test("makes up for a lost notification by querying, even after a failed query", async () => {
    const { order, collectionId } = await addPaid();
    await startRefund(order.orderId);
    await world.work("give-refund");
    await sandbox.orderFault("pay-notification", "lost");
    await sandbox.orderFault("pay-query", "system-error");
    await world.passTime(20);
    await deliver();
    await world.work("give-refund");
    expect(await stateOf(collectionId)).toBe("refunding");
    await world.passTime(20);
    await world.work("give-refund");
    expect(await stateOf(collectionId)).toBe("refunded");
  });

  test.each([
    ["ends-abnormal", "abnormal", "refund-abnormal"],
    ["ends-closed", "closed", "refund-closed"],
    ["account-abnormal", "closed", "refund-closed"],
  ])(
    "%s: the collection stays paid and finance gets a difference",
    async (kind, state, difference) => {
      const { order, collectionId } = await addPaid();
      await startRefund(order.orderId);
      await sandbox.orderFault("pay-refund", kind);
      await settle();
      expect(await stateOf(collectionId)).toBe("paid");
      expect((await refundsOf(order.orderId)).map((refund) => refund.state)).toEqual([state]);
      const match = await db
        .select()
        .from(paymentDifferences)
        .where(eq(paymentDifferences.outTradeNo, order.outTradeNo));
      expect(match.map((row) => row.kind)).toEqual([difference]);
      const repeated = await startRefund(order.orderId);
      if (state === "abnormal")
        expect(repeated).toEqual({ refused: "refund-under-way", details: {} });
      else {
        await settle();
        expect(await stateOf(collectionId)).toBe("refunded");
      }
    },
  );

  test("an abnormal refund that succeeds in the end also ends the collection", async () => {
    const { order, collectionId } = await addPaid();
    await startRefund(order.orderId);
    await sandbox.orderFault("pay-refund", "ends-abnormal");
    await settle();
    await sandbox.control("POST", "/pay/settle-abnormal", { outTradeNo: order.outTradeNo });
    await deliver();
    expect(await stateOf(collectionId)).toBe("refunded");
  });
});

describe("notifications in the wrong order", () => {
  test("a payment notification after the refund notification changes nothing", async () => {
    const { student, order } = await addOrder();
    await sandbox.control("POST", "/faults", {
      target: "pay-notification",
      kind: "out-of-order",
      delayMs: 60_000,
    });
    await payAt(order.outTradeNo);
    await readOrder(student, order.orderId);
    await startRefund(order.orderId);
    await settle();
    await world.passTime(60);
    await deliver();
    expect(await readOrder(student, order.orderId)).toMatchObject({ state: "refunded" });
    expect(await stateOf(student.collectionId)).toBe("refunded");
  });

  test("an older refund status from WeChat Pay does not undo a succeeded refund", async () => {
    const { order, collectionId } = await addPaid();
    await startRefund(order.orderId);
    await settle();
    const [refund] = await refundsOf(order.orderId);
    const numbers = { outTradeNo: order.outTradeNo, outRefundNo: refund?.outRefundNo ?? "" };
    const news = { provider: "wechat-pay", ...numbers, refundFen: 2500 } as const;
    for (const state of ["processing", "abnormal", "closed", "succeeded"] as const) {
      expect(
        await applyRefundNews(world.deps, { ...news, state, refundId: "503", acceptedAt: null }),
      ).toBe("known");
    }
    const parallel = {
      ...news,
      refundFen: 2400,
      refundId: "503",
      acceptedAt: null,
      state: "succeeded",
    } as const;
    expect(await applyRefundNews(world.deps, parallel)).toBe("refused");
    expect(await stateOf(collectionId)).toBe("refunded");
  });
});

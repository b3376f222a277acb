/** Payments of students: one open order per collection, on every channel, and failures of WeChat Pay. */
import { payProviders } from "@gradphoto/domain";
import type { ClientAction } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { orders } from "../infra/db/schema/index.ts";
import { studentCall } from "../testing/calls.ts";
import { dayS } from "./testing/pay-student.ts";
import { openPayWorld } from "./testing/pay-world.ts";

const world = await openPayWorld();
const { db, pool, sandbox } = world;
const {
  addStudent,
  start,
  tryStart,
  payAt,
  deliver,
  readOrder,
  stateOf,
  addOrder,
  payWithoutNotification,
} = world;

const readOrdersOf = (collectionId: string) =>
  db.select().from(orders).where(eq(orders.collectionId, collectionId));

function jsapiArgumentsOf(action: ClientAction) {
  if (action.kind !== "wechat-jsapi")
    throw new Error(`Expected a wechat-jsapi action, got ${action.kind}`);
  return action.requestPayment;
}

afterEach(world.expectBooksAgree);

describe("each channel", () => {
  test.each(["mini-program", "official-account"] as const)(
    "%s: returns signed arguments that WeChat accepts",
    async (channel) => {
      const student = await addStudent();
      const { order, action } = await start(student, channel);
      await sandbox.control("POST", "/pay/request-payment", jsapiArgumentsOf(action));
      await deliver();
      expect(await stateOf(student.collectionId)).toBe("paid");
      expect(await readOrder(student, order.orderId)).toMatchObject({
        state: "paid",
        counts: true,
        amountFen: 2500,
      });
    },
  );

  test("redirects a phone browser to a payment page that returns to our site, and shows a desktop a QR code", async () => {
    const student = await addStudent();
    const h5Order = await start(student, "h5");
    expect(h5Order.action).toMatchObject({
      kind: "redirect",
      url: expect.stringMatching(/\/pay\/h5\?prepay_id=/),
    });
    const returnUrl =
      h5Order.action.kind === "redirect"
        ? new URL(h5Order.action.url).searchParams.get("redirect_url")
        : null;
    expect(returnUrl).toBe(
      `https://photo.test/pages/payment/index?collectionId=${student.collectionId}`,
    );
    const nativeOrder = await start(student, "native");
    expect(nativeOrder.action).toMatchObject({
      kind: "qr",
      text: expect.stringMatching(/^weixin:/),
    });
    await payAt(nativeOrder.order.outTradeNo);
    await deliver();
    const states = (await readOrdersOf(student.collectionId)).map(({ channel, state }) => [
      channel,
      state,
    ]);
    expect(states.sort()).toEqual([
      ["h5", "closed"],
      ["native", "paid"],
    ]);
  });

  test("a student without a linked WeChat identity cannot pay inside WeChat, but can in a browser", async () => {
    const student = await addStudent();
    const stranger = { ...student, call: studentCall(student.accountId) };
    await pool.query("delete from account_identities where account_id = $1", [student.accountId]);
    expect(await tryStart(stranger)).toEqual({ refused: "payment-needs-wechat", details: {} });
    expect((await start(stranger, "native")).action.kind).toBe("qr");
  });
});

describe("one open order per collection", () => {
  test("returns the existing open order for a repeated request", async () => {
    const student = await addStudent();
    const [first, repeated] = [await start(student), await start(student)];
    expect(repeated.order.orderId).toBe(first.order.orderId);
    expect(jsapiArgumentsOf(repeated.action).package).toBe(jsapiArgumentsOf(first.action).package);
  });

  test("sixteen parallel requests create one order, and none can be created after payment", async () => {
    const student = await addStudent();
    const started = await Promise.all(Array.from({ length: 16 }, () => start(student)));
    expect(new Set(started.map(({ order }) => order.orderId)).size).toBe(1);
    await payAt(started[0]?.order.outTradeNo ?? "");
    await deliver();
    expect(await tryStart(student)).toEqual({ refused: "order-already-paid", details: {} });
  });

  test("closes an expired order at WeChat Pay before creating the next", async () => {
    const { student, order } = await addOrder();
    await world.passTime(3600);
    const next = await start(student);
    expect(next.order.orderId).not.toBe(order.orderId);
    expect(
      (await world.books()).orders.find(({ outTradeNo }) => outTradeNo === order.outTradeNo)?.state,
    ).toBe("CLOSED");
  });

  test("changing the channel of an order that was paid meanwhile credits the payment", async () => {
    const { student, order } = await addOrder();
    await payWithoutNotification(order);
    expect(await tryStart(student, "native")).toEqual({
      refused: "order-already-paid",
      details: {},
    });
    expect(await stateOf(student.collectionId)).toBe("paid");
  });

  test("refuses orders for another student's collection and outside the project window", async () => {
    const student = await addStudent();
    const other = await addStudent();
    expect(await tryStart({ ...student, call: other.call })).toEqual({
      refused: "not-found",
      details: {},
    });
    await world.passTime(91 * dayS);
    expect(await tryStart(student)).toMatchObject({ refused: "project-closed" });
  });

  test("marks a collection with a zero fee as paid at once", async () => {
    const student = await addStudent({ feeFen: 0 });
    expect(await tryStart(student)).toEqual({ order: null, action: null });
    expect(await stateOf(student.collectionId)).toBe("paid");
    expect(await readOrdersOf(student.collectionId)).toEqual([]);
  });
});

describe("WeChat Pay failures", () => {
  test.each([
    "system-error",
    "too-frequent",
    "server-error",
    "garbage",
    "lost-answer",
    "bad-signature",
    "wrong-serial",
    "skewed-clock",
  ])(
    "%s while ordering: reports the provider as unavailable, and the next try gets the same order",
    async (kind) => {
      const student = await addStudent();
      await sandbox.orderFault("pay-order", kind);
      expect(await tryStart(student)).toEqual({
        refused: "payment-unavailable",
        details: { provider: payProviders["wechat-pay"] },
      });
      const { order } = await start(student);
      expect((await readOrdersOf(student.collectionId)).map(({ id }) => id)).toEqual([
        order.orderId,
      ]);
    },
  );

  test.each(["system-error", "server-error", "garbage", "lost-answer", "bad-signature"])(
    "%s while querying: the order stays open, and the next query credits the payment",
    async (kind) => {
      const { student, order } = await addOrder();
      await payWithoutNotification(order);
      await sandbox.orderFault("pay-query", kind);
      expect((await readOrder(student, order.orderId)).state).toBe("open");
      expect((await readOrder(student, order.orderId)).state).toBe("paid");
    },
  );

  test.each(["system-error", "lost-answer"])(
    "%s while closing: no new order starts next to the old one",
    async (kind) => {
      const { student, order } = await addOrder();
      await sandbox.orderFault("pay-close", kind);
      expect(await tryStart(student, "native")).toEqual({
        refused: "payment-unavailable",
        details: { provider: payProviders["wechat-pay"] },
      });
      expect((await readOrdersOf(student.collectionId)).map(({ id }) => id)).toEqual([
        order.orderId,
      ]);
      expect((await start(student, "native")).order.state).toBe("open");
    },
  );
});

import { randomUUID } from "node:crypto";
import { allPayChannels, allPayProviders, beijingDay, type PayProviderId } from "@gradphoto/domain";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isRefusal } from "../core/call.ts";
import {
  orders,
  paymentDifferences,
  paymentNotifications,
  refunds,
} from "../infra/db/schema/index.ts";
import { payProviderAdapters } from "../infra/pay/pay-providers.ts";
import { staffCall } from "../testing/calls.ts";
import { creditPayment } from "./credit-payment.ts";
import { billReadyAt } from "./record-difference.ts";
import { openPayWorld } from "./testing/pay-world.ts";
import { standIns } from "./testing/payment-deps.ts";

const world = await openPayWorld();
const { db, sandbox, addStudent, start, deliver, readOrder, stateOf, statuses, handlers, deps } =
  world;
const finance = staffCall(randomUUID(), "finance");

/** Returns the channel for testing a provider: one with a payment page, if the provider has such a channel. */
const channelOf = (provider: PayProviderId) => {
  const served = allPayChannels.filter(
    (channel) => deps.providerOf(provider).appOf(channel) !== null,
  );
  return served.find((channel) => channel === "h5") ?? served[0] ?? "native";
};

/** Creates an order and opens its payment page. Alipay creates the trade only then. */
async function startAndOpen(provider: PayProviderId) {
  const student = await addStudent();
  const started = await start(student, channelOf(provider), provider);
  if (started.action.kind === "redirect")
    expect((await fetch(started.action.url)).status).toBe(200);
  return { student, ...started };
}

async function addPaid(provider: PayProviderId) {
  const started = await startAndOpen(provider);
  await world.payAt(started.order.outTradeNo, provider);
  await deliver();
  return started;
}

const passUntil = (at: Date) => world.passTime((at.getTime() - deps.clock().getTime()) / 1000 + 60);
const report = (provider: PayProviderId, outTradeNo: string, kind: string) =>
  sandbox.control("POST", `${standIns[provider]}/notifications`, { outTradeNo, kind });
const notificationFault = (provider: PayProviderId, kind: string, more: object = {}) =>
  sandbox.control("POST", "/faults", {
    target: `${standIns[provider].slice(1)}-notification`,
    kind,
    ...more,
  });
const differencesOf = async (outTradeNo: string) =>
  (
    await db.select().from(paymentDifferences).where(eq(paymentDifferences.outTradeNo, outTradeNo))
  ).map(({ provider, kind }) => ({ provider, kind }));
const refundOf = async (orderId: string) =>
  (await db.select().from(refunds).where(eq(refunds.orderId, orderId)))[0];

beforeEach(() => {
  statuses.length = 0;
});
afterEach(world.expectBooksAgree);

test("every provider has an adapter, serves a channel, and shares no setting with another", () => {
  expect(Object.keys(payProviderAdapters)).toEqual([...allPayProviders]);
  for (const provider of allPayProviders)
    expect(deps.providerOf(provider).appOf(channelOf(provider))).not.toBeNull();
  const settings = Object.values(payProviderAdapters).flatMap((adapter) => adapter.settings);
  expect(new Set(settings).size).toBe(settings.length);
});

test("offers students the providers of their channel, WeChat Pay first; inside WeChat only WeChat Pay", async () => {
  const { call } = await addStudent();
  const offered = async (channel: (typeof allPayChannels)[number]) => {
    const answer = await handlers.listPayProviders({ query: { channel } }, call);
    return isRefusal(answer) ? [] : answer.providers.map(({ provider }) => provider);
  };
  const onPhones = allPayProviders.filter(
    (provider) => deps.providerOf(provider).appOf("h5") !== null,
  );
  expect(onPhones.slice(0, 2)).toEqual(["wechat-pay", "alipay"]);
  expect(await offered("h5")).toEqual(onPhones);
  for (const channel of ["mini-program", "official-account"] as const)
    expect(await offered(channel)).toEqual(["wechat-pay"]);
  expect(await world.tryStart(await addStudent(), "mini-program", "alipay")).toMatchObject({
    refused: "payment-provider-not-offered",
  });
});

describe.each(allPayProviders)("%s", (provider) => {
  test("completes start, pay, notification, refund and bill, and the books agree at the end", async () => {
    await passUntil(billReadyAt(beijingDay(deps.clock())));
    const { student, order, action } = await startAndOpen(provider);
    expect(order).toMatchObject({ provider, state: "open" });
    if (action.kind === "redirect") {
      const returnUrls = [...new URL(action.url).searchParams.values()];
      expect(returnUrls).toContainEqual(
        expect.stringMatching(/^https:..photo\.test.pages.payment.index\?collectionId=/),
      );
    }
    await world.payAt(order.outTradeNo, provider);
    await deliver();
    expect(statuses).toEqual([deps.providerOf(provider).thanks.status]);
    expect(await stateOf(student.collectionId)).toBe("paid");
    const paid = await readOrder(student, order.orderId);
    expect(paid).toMatchObject({ state: "paid", counts: true, provider });

    await handlers.startRefund(
      { params: { orderId: order.orderId }, body: { reason: "因故不拍" } },
      finance,
    );
    await world.work("give-refund");
    await world.passTime(10);
    await deliver();
    await world.work("give-refund");
    expect(await readOrder(student, order.orderId)).toMatchObject({ state: "refunded" });
    expect(await stateOf(student.collectionId)).toBe("refunded");

    const day = beijingDay(deps.clock());
    await passUntil(billReadyAt(day));
    await world.work("compare-bill");
    const bill = await handlers.readBillDay({ params: { provider, day } }, finance);
    expect(bill).toMatchObject({
      state: "clear",
      payments: 1,
      refunds: 1,
      paidFen: 2500,
      refundedFen: 2500,
    });
  });

  test("refunds once, however often the refund is requested", async () => {
    const { order } = await addPaid(provider);
    const pay = deps.providerOf(provider);
    const request = { outTradeNo: order.outTradeNo, outRefundNo: `${order.outTradeNo}R1` };
    await handlers.startRefund(
      { params: { orderId: order.orderId }, body: { reason: "因故不拍" } },
      finance,
    );
    expect((await refundOf(order.orderId))?.outRefundNo).toBe(request.outRefundNo);
    for (let time = 0; time < 3; time++) {
      expect(await pay.refund({ ...request, refundFen: 2500, totalFen: 2500 })).toMatchObject({
        ok: true,
      });
    }
    await world.passTime(10);
    await deliver();
    await world.work("give-refund");
    expect((await refundOf(order.orderId))?.state).toBe("succeeded");
    expect(await pay.queryRefund(request)).toMatchObject({
      ok: true,
      value: { provider, state: "succeeded", refundFen: 2500 },
    });
    expect(await pay.queryRefund({ ...request, outRefundNo: "None1" })).toEqual({
      ok: false,
      refusal: "not-found",
    });
  });

  test("an unpaid order stays open until it expires, and a closed order cannot be paid at the provider", async () => {
    const { student, order } = await startAndOpen(provider);
    expect(await readOrder(student, order.orderId)).toMatchObject({ state: "open" });
    await world.passTime(3700);
    await world.work("settle-order");
    expect(await readOrder(student, order.orderId)).toMatchObject({ state: "closed" });
    await expect(world.payAt(order.outTradeNo, provider)).rejects.toThrow();
    expect(await deps.providerOf(provider).query("Unknown1")).toEqual({
      ok: false,
      refusal: "not-found",
    });
  });

  test("credits once and acknowledges each when a notification arrives seventeen times", async () => {
    const { student, order } = await startAndOpen(provider);
    await notificationFault(provider, "duplicate", { copies: 16 });
    await world.payAt(order.outTradeNo, provider);
    await deliver();
    expect(statuses).toEqual(
      Array.from({ length: 17 }, () => deps.providerOf(provider).thanks.status),
    );
    expect(await stateOf(student.collectionId)).toBe("paid");
    expect(
      await db.$count(paymentNotifications, eq(paymentNotifications.subject, order.outTradeNo)),
    ).toBe(1);
  });

  test("refuses a forged notification of an unpaid order and changes nothing", async () => {
    const { student, order } = await startAndOpen(provider);
    await report(provider, order.outTradeNo, "forged");
    await deliver();
    expect(statuses).toContain(401);
    expect(await stateOf(student.collectionId)).toBe("verified");
    expect(await readOrder(student, order.orderId)).toMatchObject({ state: "open" });
  });

  test("never credits a notification with a wrong amount, and reports it to finance", async () => {
    const { student, order } = await startAndOpen(provider);
    await notificationFault(provider, "lost");
    await world.payAt(order.outTradeNo, provider);
    await report(provider, order.outTradeNo, "wrong-amount");
    await deliver();
    expect(await stateOf(student.collectionId)).toBe("verified");
    expect(await differencesOf(order.outTradeNo)).toEqual([{ provider, kind: "wrong-amount" }]);
    expect(await readOrder(student, order.orderId)).toMatchObject({ state: "paid" });
  });

  test("credits a payment by query when its notification is late; the notification after the refund is ignored", async () => {
    const { student, order } = await startAndOpen(provider);
    await notificationFault(provider, "out-of-order", { delayMs: 60_000 });
    await world.payAt(order.outTradeNo, provider);
    await world.passTime(16);
    await world.work("settle-order");
    expect(await stateOf(student.collectionId)).toBe("paid");
    await handlers.startRefund(
      { params: { orderId: order.orderId }, body: { reason: "因故不拍" } },
      finance,
    );
    await world.work("give-refund");
    await world.passTime(70);
    await deliver();
    await world.work("give-refund");
    expect(await stateOf(student.collectionId)).toBe("refunded");
    expect(await readOrder(student, order.orderId)).toMatchObject({ state: "refunded" });
  });

  test("records a payment reported by another provider as a difference and never credits it", async () => {
    const { student, order } = await startAndOpen(provider);
    const other = allPayProviders.find((id) => id !== provider);
    if (!other) throw new Error("There is but one provider");
    const { appid } = (await db.select().from(orders).where(eq(orders.id, order.orderId)))[0] ?? {
      appid: "",
    };
    const claim = {
      appid,
      merchant: deps.providerOf(other).merchant,
      outTradeNo: order.outTradeNo,
      amountFen: 2500,
    };
    const times = { transactionId: "T1", paidAt: deps.clock(), currency: "CNY" };
    expect(await creditPayment(deps, { provider: other, ...claim, ...times })).toBe("refused");
    expect(await stateOf(student.collectionId)).toBe("verified");
    expect(await differencesOf(order.outTradeNo)).toEqual([
      { provider: other, kind: "wrong-merchant" },
    ]);
  });

  test("changing to another provider closes the first order", async () => {
    const { student, order } = await startAndOpen(provider);
    const other = allPayProviders.find((id) => id !== provider);
    if (!other) throw new Error("There is but one provider");
    const next = await start(student, channelOf(other), other);
    expect(next.order.orderId).not.toBe(order.orderId);
    expect((await readOrder(student, order.orderId)).state).toBe("closed");
  });
});

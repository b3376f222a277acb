/** Refunds that staff start, and automatic ones of duplicate and late payments. */
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { isRefusal } from "../core/call.ts";
import { createConfiguration } from "../core/configuration/read-configuration.ts";
import { orders } from "../infra/db/schema/index.ts";
import { accepted, staffCall } from "../testing/calls.ts";
import { confirmSetting } from "../testing/confirm-setting.ts";
import type { PaymentDeps } from "./deps.ts";
import { refundStatus } from "./refund-status.ts";
import { type StartInput, startRefund as startRefundWith } from "./start-refund.ts";
import { openPayWorld } from "./testing/pay-world.ts";
import { refundActs } from "./testing/refund-acts.ts";

const world = await openPayWorld();
const { db, addStudent, addPaid, start, payAt, deliver, readOrder, stateOf } = world;
const { startRefund, settle, move, refundsOf, finance, decide, decline } = refundActs(world);
const otherFinance = staffCall(randomUUID(), "finance");
/** Starts a refund as the handler does, but with other limits. */
const startWithin = async ({
  deps,
  ...rest
}: Omit<StartInput, "reason"> & { readonly deps: PaymentDeps }) =>
  accepted(await startRefundWith(deps, { ...rest, reason: "因故不拍" }));
const idOf = (refund: Awaited<ReturnType<typeof startRefund>>): string => accepted(refund).refundId;

afterEach(world.expectBooksAgree);

describe("a refund by staff", () => {
  test("runs from start to success, and moves the collection to refunded", async () => {
    const { order, collectionId, call } = await addPaid();
    expect(await startRefund(order.orderId)).toMatchObject({ state: "due", amountFen: 2500 });
    expect(await stateOf(collectionId)).toBe("refunding");
    expect(await startRefund(order.orderId)).toEqual({ refused: "refund-under-way", details: {} });
    await settle();
    expect(await stateOf(collectionId)).toBe("refunded");
    expect(await readOrder({ call }, order.orderId)).toMatchObject({
      state: "refunded",
      refunds: [{ state: "succeeded" }],
    });
    expect(await startRefund(order.orderId)).toEqual({ refused: "order-not-paid", details: {} });
  });

  test("waits for a second person of finance above the limit, and blocks nothing until then", async () => {
    const { order, collectionId } = await addPaid({ feeFen: 3500 });
    const refundId = idOf(await startRefund(order.orderId, finance));
    expect(await stateOf(collectionId)).toBe("paid");
    expect(await decide(refundId, finance)).toEqual({
      refused: "refund-needs-second-person",
      details: {},
    });
    expect(await decide(refundId, otherFinance)).toMatchObject({ state: "due" });
    expect(await decide(refundId, otherFinance)).toEqual({
      refused: "refund-not-waiting",
      details: {},
    });
    await settle();
    expect(await stateOf(collectionId)).toBe("refunded");
  });

  test("refuses confirmation by the person who started it, even in a different role", async () => {
    const { order } = await addPaid({ feeFen: 3500 });
    const staffId = randomUUID();
    const refundId = idOf(await startRefund(order.orderId, staffCall(staffId, "service")));
    const inFinance = staffCall(staffId, "finance");
    expect(await decide(refundId, inFinance)).toEqual({
      refused: "refund-needs-second-person",
      details: {},
    });
    expect(await decide(refundId)).toMatchObject({ state: "due" });
  });

  test("changes nothing when declined; the student sees the reason, and a new refund can start", async () => {
    const { order, collectionId, call } = await addPaid({ feeFen: 3500 });
    const refundId = idOf(await startRefund(order.orderId));
    expect(await decline(refundId, "照片已在审核")).toMatchObject({ state: "declined" });
    expect(await stateOf(collectionId)).toBe("paid");
    expect((await readOrder({ call }, order.orderId)).refunds).toMatchObject([
      { declineReason: "照片已在审核" },
    ]);
    expect(idOf(await startRefund(order.orderId))).not.toBe(refundId);
  });

  test("is refused for an unpaid order, a submitted collection or another school's order", async () => {
    const unpaid = await addStudent();
    const { order } = await start(unpaid);
    expect(await startRefund(order.orderId)).toEqual({ refused: "order-not-paid", details: {} });
    const paid = await addPaid();
    const otherSchool = staffCall(randomUUID(), "service", "10001");
    expect(await startRefund(paid.order.orderId, otherSchool)).toEqual({
      refused: "not-found",
      details: {},
    });
    for (const name of ["upload", "made", "submit"] as const) await move(paid.collectionId, name);
    expect(await startRefund(paid.order.orderId)).toMatchObject({ refused: "move-not-allowed" });
  });

  test("is refused after approval, and the status shows the refund rule as the reason", async () => {
    const { order, collectionId } = await addPaid();
    for (const name of ["upload", "made", "submit", "approve"] as const)
      await move(collectionId, name);
    expect(await startRefund(order.orderId)).toEqual({
      refused: "refund-after-approval",
      details: {},
    });
    const reported = await refundStatus(world.deps)(collectionId, randomUUID());
    expect(reported.refusal?.zh).toBe("照片已审核通过，按退款规则不再退款。");
  });

  test("has a status that shows the payment, whether finance decides, and what prevents the refund", async () => {
    const read = refundStatus({
      ...world.deps,
      configuration: createConfiguration({
        "one-person-refund": 3000,
        "one-person-refund-day": 2500,
      }),
    });
    const staffId = randomUUID();
    const status = (collectionId: string) => read(collectionId, staffId);
    const small = await addPaid();
    const { orderId } = small.order;
    expect(await status(small.collectionId)).toEqual({
      refusal: null,
      order: { orderId, amountFen: 2500, waitsForFinance: false },
    });
    const large = await addPaid({ feeFen: 3500 });
    expect(await status(large.collectionId)).toMatchObject({
      refusal: null,
      order: { waitsForFinance: true },
    });
    await startRefund(large.order.orderId);
    expect((await status(large.collectionId)).refusal?.en).toContain("under way");
    await move(small.collectionId, "upload");
    expect((await status(small.collectionId)).refusal?.zh).toContain("标准化中");
    for (const name of ["made", "submit"] as const) await move(small.collectionId, name);
    expect((await status(small.collectionId)).refusal?.zh).toContain("请先撤回提交");
    expect(await status((await addStudent()).collectionId)).toMatchObject({ order: null });
  });

  test("waits for a second person as soon as operators lower the limit", async () => {
    const [previous, after] = [await addPaid(), await addPaid()];
    expect(await startRefund(previous.order.orderId)).toMatchObject({ state: "due" });
    await confirmSetting(db, world.deps, "one-person-refund", 2000);
    expect(await startRefund(after.order.orderId)).toMatchObject({ state: "waiting" });
    await confirmSetting(db, world.deps, "one-person-refund", 3000);
  });

  test("waits for a second person above the daily limit of one person, even when started in parallel", async () => {
    const deps = {
      ...world.deps,
      configuration: createConfiguration({
        "one-person-refund": 3000,
        "one-person-refund-day": 6000,
      }),
    };
    const paid = [await addPaid(), await addPaid(), await addPaid(), await addPaid()];
    const staffId = randomUUID();
    const startBy = (id: string, { order }: (typeof paid)[number]) =>
      startWithin({ deps, outTradeNo: order.outTradeNo, actor: { role: "service", id } });
    const started = await Promise.all(paid.slice(0, 3).map((each) => startBy(staffId, each)));
    expect(started.map(({ state }) => state).sort()).toEqual(["due", "due", "waiting"]);
    const [, , , last] = paid;
    if (!last) throw new Error("No payment");
    const { collectionId } = last;
    const status = refundStatus(deps);
    expect(await status(collectionId, staffId)).toMatchObject({ order: { waitsForFinance: true } });
    expect(await status(collectionId, randomUUID())).toMatchObject({
      order: { waitsForFinance: false },
    });
    await world.passTime(86_400);
    expect(await startBy(staffId, last)).toMatchObject({ state: "due" });
  });

  test("is created once when two requests run in parallel", async () => {
    const { order } = await addPaid();
    const results = await Promise.all([
      startRefund(order.orderId),
      startRefund(order.orderId, finance),
    ]);
    expect(results.filter(isRefusal)).toHaveLength(1);
    expect(await refundsOf(order.orderId)).toHaveLength(1);
  });
});

describe("duplicate and late payments", () => {
  /**
   * Pays two orders of one collection. Without a race there is no second order, so the test closes the first one
   * directly in the database.
   */
  async function payTwice() {
    const student = await addStudent();
    const first = await start(student);
    await db.update(orders).set({ state: "closed" }).where(eq(orders.id, first.order.orderId));
    const second = await start(student, "native");
    await payAt(second.order.outTradeNo);
    await payAt(first.order.outTradeNo);
    await deliver();
    return { student, first, second };
  }

  test("refunds the second payment of a collection automatically, and the collection stays paid", async () => {
    const { student, first, second } = await payTwice();
    expect(await stateOf(student.collectionId)).toBe("paid");
    await settle();
    const visible = await Promise.all(
      [first, second].map(({ order }) => readOrder(student, order.orderId)),
    );
    expect(visible.map(({ state, counts }) => [state, counts]).sort()).toEqual([
      ["paid", true],
      ["refunded", false],
    ]);
    expect(await stateOf(student.collectionId)).toBe("paid");
  });

  test("the refund of the second payment does not end the collection while the first is being refunded", async () => {
    const { student, first, second } = await payTwice();
    // The second refund is at WeChat Pay, and its result has not arrived yet.
    await world.work("give-refund");
    for (const { order } of [first, second])
      if ((await readOrder(student, order.orderId)).counts) await startRefund(order.orderId);
    await world.passTime(20);
    await deliver();
    expect(await stateOf(student.collectionId)).toBe("refunding");
    await settle();
    expect(await stateOf(student.collectionId)).toBe("refunded");
  });

  test("refunds a payment after closing automatically, and the collection stays closed", async () => {
    const student = await addStudent({
      closesAt: new Date(world.deps.clock().getTime() + 600_000),
    });
    const { order } = await start(student);
    // Simulates a payment that arrives at the same time as the order is closed.
    await db.update(orders).set({ state: "closed" }).where(eq(orders.id, order.orderId));
    await world.passTime(601);
    await world.work("expire-collections");
    expect(await stateOf(student.collectionId)).toBe("closed");
    await payAt(order.outTradeNo);
    await deliver();
    expect((await refundsOf(order.orderId)).map(({ cause }) => cause)).toEqual(["late-payment"]);
    await settle();
    expect(await readOrder(student, order.orderId)).toMatchObject({
      state: "refunded",
      counts: false,
    });
    expect(await stateOf(student.collectionId)).toBe("closed");
  });
});

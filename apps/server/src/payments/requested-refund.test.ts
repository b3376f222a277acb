/** Refunds that students request, and which orders finance can refund. */
import { afterEach, describe, expect, test } from "vitest";
import { isRefusal } from "../core/call.ts";
import { accepted } from "../testing/calls.ts";
import { findTablesContaining } from "../testing/stores.ts";
import { refundFile } from "./list-refunds.ts";
import { openPayWorld } from "./testing/pay-world.ts";
import { refundActs } from "./testing/refund-acts.ts";

const world = await openPayWorld();
const { db, owner, addStudent, addPaid, start, readOrder, stateOf, handlers } = world;
const { startRefund, settle, move, finance, decide, decline } = refundActs(world);

afterEach(world.expectBooksAgree);

describe("a refund requested by the student", () => {
  const request = ({ order, call }: Awaited<ReturnType<typeof addPaid>>) =>
    handlers.requestRefund(
      { params: { orderId: order.orderId }, body: { reason: "不参加了" } },
      call,
    );

  test("is a request that customer service then starts", async () => {
    const paid = await addPaid();
    expect(await request(paid)).toMatchObject({ state: "paid", refunds: [{ state: "requested" }] });
    expect(await request(paid)).toEqual({ refused: "refund-under-way", details: {} });
    expect(await stateOf(paid.collectionId)).toBe("paid");
    expect(await startRefund(paid.order.orderId)).toMatchObject({ state: "due" });
    await settle();
    expect(await stateOf(paid.collectionId)).toBe("refunded");
  });

  test("can be declined by finance, and requested again", async () => {
    const paid = await addPaid();
    await request(paid);
    const listed = await handlers.listRefunds(
      { query: { state: "requested", limit: 100 } },
      finance,
    );
    const refund = isRefusal(listed)
      ? null
      : listed.refunds.find(({ orderId }) => orderId === paid.order.orderId);
    expect(refund).toMatchObject({ mayDecide: true });
    expect(await decide(refund?.refundId ?? "")).toEqual({
      refused: "refund-not-waiting",
      details: {},
    });
    expect(await decline(refund?.refundId ?? "", "请先联系学校")).toMatchObject({
      state: "declined",
    });
    expect(await stateOf(paid.collectionId)).toBe("paid");
    expect(await request(paid)).toMatchObject({
      refunds: [{ declineReason: "请先联系学校" }, { state: "requested" }],
    });
  });

  test("stores typed reasons only encrypted, and shows them to permitted readers", async () => {
    const paid = await addPaid();
    const [reason, declineReason] = [
      `张三不参加了 ${paid.collectionId}`,
      `请张三先联系学校 ${paid.collectionId}`,
    ];
    const { orderId } = paid.order;
    await handlers.requestRefund({ params: { orderId }, body: { reason } }, paid.call);
    const listed = async () => {
      const { refunds } = accepted(await handlers.listRefunds({ query: { limit: 100 } }, finance));
      return refunds.find((refund) => refund.orderId === orderId);
    };
    expect(await listed()).toMatchObject({ reason, declineReason: null });
    expect(await decline((await listed())?.refundId ?? "", declineReason)).toMatchObject({
      declineReason,
    });
    expect(await listed()).toMatchObject({ reason, declineReason });
    expect((await readOrder(paid, orderId)).refunds).toMatchObject([{ declineReason }]);
    const file = await refundFile({ db, sealer: world.deps.sealer }).page(
      { filters: {}, schoolCode: null, department: null, now: new Date() },
      { limit: 100 },
    );
    expect(file.rows.map((row) => row.reason)).toContain(reason);
    const started = `李四来电 ${paid.collectionId}`;
    await handlers.startRefund({ params: { orderId }, body: { reason: started } }, finance);
    expect(await stateOf(paid.collectionId)).toBe("refunding");
    for (const text of [reason, declineReason, started])
      expect(await findTablesContaining(owner, text)).toEqual([]);
  });

  test("is refused after the photo or after submission, depending on the project's refund rule", async () => {
    const [untilPhoto, untilSubmitted] = [
      await addPaid({ refundRule: "until-photo" }),
      await addPaid({ refundRule: "until-submitted" }),
    ];
    for (const { collectionId } of [untilPhoto, untilSubmitted]) {
      await move(collectionId, "upload");
      await move(collectionId, "made");
    }
    expect(await request(untilPhoto)).toEqual({ refused: "refund-not-allowed", details: {} });
    expect(await request(untilSubmitted)).toMatchObject({ refunds: [{ state: "requested" }] });
  });
});

test("the order list names the student, and why the reader cannot start a refund of an order", async () => {
  const [requested, started, submitted] = [await addPaid(), await addPaid(), await addPaid()];
  const { order, call } = requested;
  await handlers.requestRefund(
    { params: { orderId: order.orderId }, body: { reason: "不参加了" } },
    call,
  );
  await startRefund(started.order.orderId);
  for (const name of ["upload", "made", "submit"] as const)
    await move(submitted.collectionId, name);
  const unpaid = await start(await addStudent());
  const listed = accepted(
    await handlers.listOrders({ query: { state: "all", limit: 100 } }, finance),
  );
  const items = [requested, started, submitted, unpaid].map(({ order }) =>
    listed.orders.find(({ orderId }) => orderId === order.orderId),
  );
  expect(items[0]).toMatchObject({
    nameMasked: "测**",
    collectionId: requested.collectionId,
    refundRefusal: null,
  });
  expect(items.slice(1).map((item) => item?.refundRefusal?.zh)).toEqual([
    "已有退款在处理",
    "审核中，不能退款",
    "没有到账的付款",
  ]);
});

import { randomUUID } from "node:crypto";
import { beijingDay } from "@gradphoto/domain";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { openStudentWorld } from "../collections/testing/student-world.ts";
import { inTransaction } from "../infra/db/database.ts";
import { billDays, orders, refunds } from "../infra/db/schema/index.ts";
import { reenqueue } from "../infra/jobs/enqueue.ts";
import { accepted, staffCall } from "../testing/calls.ts";
import { findTablesContaining } from "../testing/stores.ts";
import { differenceFile } from "./bill-days.ts";
import { creditPayment } from "./credit-payment.ts";
import { readBalance } from "./ledger-balance.ts";
import { billReadyAt } from "./record-difference.ts";
import { openPayWorld } from "./testing/pay-world.ts";

const world = await openPayWorld();
const { db, pool, owner, sandbox, handlers, deps } = world;
const { addStudent, addPaid, start, payAt, deliver, stateOf, addOrder, payWithoutNotification } =
  world;
const wechatPay = deps.providerOf("wechat-pay");
const finance = staffCall(randomUUID(), "finance");

const passUntil = (at: Date) => world.passTime((at.getTime() - deps.clock().getTime()) / 1000 + 1);
const dayMs = 24 * 3_600_000;
let day = "";

/** Each test starts at noon of a new day. Earlier days have no pending events, and their bills are downloaded. */
beforeEach(async () => {
  await world.passTime(60);
  await deliver();
  await passUntil(new Date(billReadyAt(beijingDay(deps.clock())).getTime() + 3_600_000));
  await world.work("compare-bill");
  day = beijingDay(deps.clock());
});

const fetchBill = async (): Promise<void> => {
  await passUntil(billReadyAt(day));
  // Completes refunds first. Otherwise the bill could change between reading its hash and its download.
  await deliver();
  await world.work("compare-bill");
};
const read = async () =>
  accepted(await handlers.readBillDay({ params: { provider: "wechat-pay", day } }, finance));
const kinds = async () => (await read()).differences.map(({ kind }) => kind).sort();

test("a day without differences is clear and shows payment and refund sums", async () => {
  const [refunded] = [await addPaid(), await addPaid({ feeFen: 3000 })];
  await handlers.startRefund(
    { params: { orderId: refunded.order.orderId }, body: { reason: "因故不拍" } },
    finance,
  );
  await world.work("give-refund");
  await fetchBill();
  expect(await read()).toMatchObject({
    state: "clear",
    payments: 2,
    refunds: 1,
    paidFen: 5500,
    refundedFen: 2500,
    differences: [],
  });
});

test("a day without payments has an empty bill", async () => {
  await addStudent().then(start);
  await fetchBill();
  expect(await read()).toMatchObject({ state: "clear", payments: 0, paidFen: 0 });
});

describe("entries on WeChat Pay's bill that the service does not have", () => {
  test("queries and credits a payment of an order that was already closed here", async () => {
    const { student, order } = await addOrder();
    await payWithoutNotification(order);
    await db.update(orders).set({ state: "closed" }).where(eq(orders.id, order.orderId));
    await fetchBill();
    expect(await kinds()).toEqual(["payment-missing-here"]);
    expect(await stateOf(student.collectionId)).toBe("paid");
  });

  test("records payments and refunds of unknown orders as differences, and never credits them", async () => {
    const previous = await readBalance(db);
    const outTradeNo = randomUUID().replaceAll("-", "");
    const { appid } = sandbox.settings.wechat.officialAccount;
    const foreign = {
      outTradeNo,
      channel: "native",
      appid,
      description: "x",
      amountFen: 700,
      payerId: null,
    } as const;
    const expiresAt = new Date(Date.now() + 90 * dayMs);
    await wechatPay.start({
      ...foreign,
      address: "127.0.0.1",
      expiresAt,
      returnUrl: null,
      savedState: null,
    });
    await payAt(outTradeNo);
    const refundInput = {
      outTradeNo,
      outRefundNo: `${outTradeNo}X`,
      refundFen: 700,
      totalFen: 700,
    };
    expect(await wechatPay.refund(refundInput)).toMatchObject({
      ok: true,
      value: { state: "processing" },
    });
    await deliver();
    await fetchBill();
    expect((await read()).fetchedAt).not.toBeNull();
    expect(await kinds()).toEqual(["unknown-order", "unknown-refund"]);
    expect(await readBalance(db)).toEqual(previous);
  });
});

test("reports a payment and a refund that are missing on the bill", async () => {
  const unbilled = await start(await addStudent());
  const credited = await creditPayment(deps, {
    provider: "wechat-pay",
    appid: sandbox.settings.wechat.miniProgram.appid,
    merchant: wechatPay.merchant,
    outTradeNo: unbilled.order.outTradeNo,
    transactionId: "42000000000000000000000001",
    paidAt: deps.clock(),
    amountFen: 2500,
    currency: "CNY",
  });
  expect(credited).toBe("counted");
  const { order } = await addPaid();
  await handlers.startRefund(
    { params: { orderId: order.orderId }, body: { reason: "因故不拍" } },
    finance,
  );
  await db
    .update(refunds)
    .set({ state: "processing", acceptedAt: deps.clock() })
    .where(eq(refunds.orderId, order.orderId));
  await fetchBill();
  expect(await kinds()).toEqual(["payment-missing-there", "refund-missing-there"]);
  expect(await read()).toMatchObject({ state: "differing", unsettled: 2 });
});

test("reports an amount that differs", async () => {
  const { order } = await addPaid();
  await pool.query("update orders set amount_fen = 2400 where id = $1", [order.orderId]);
  await fetchBill();
  expect(await kinds()).toEqual(["wrong-amount"]);
  expect((await read()).differences[0]).toMatchObject({ localFen: 2400, remoteFen: 2500 });
});

test.each(["system-error", "server-error", "garbage", "bad-signature"])(
  "%s while downloading: the day stays open, is retried later, and records no difference twice",
  async (kind) => {
    await addPaid();
    await sandbox.orderFault("pay-bill", kind);
    await fetchBill();
    expect((await read()).state).toBe("open");
    await world.passTime(1801);
    await world.work("compare-bill");
    expect(await read()).toMatchObject({ state: "clear", payments: 1 });
    await db.update(billDays).set({ state: "open", fetchedAt: null }).where(eq(billDays.day, day));
    await inTransaction(db, (tx) => reenqueue(tx, "compare-bill", { provider: "wechat-pay", day }));
    await world.work("compare-bill");
    expect(await read()).toMatchObject({ state: "clear", payments: 1 });
  },
);

test("finance settles a difference once, with a note; then the day is clear", async () => {
  const { order } = await addPaid();
  await pool.query("update orders set amount_fen = 2400 where id = $1", [order.orderId]);
  await fetchBill();
  const [match] = (await read()).differences;
  const note = `已与张三核对 ${order.orderId}`;
  const settle = () =>
    handlers.settleDifference(
      { params: { differenceId: match?.differenceId ?? "" }, body: { note } },
      finance,
    );
  expect(await settle()).toMatchObject({ note, settledAt: expect.stringMatching(/Z$/) });
  expect(await findTablesContaining(owner, note)).toEqual([]);
  expect((await read()).differences).toMatchObject([{ note }]);
  const file = await differenceFile(deps).page(
    { filters: {}, schoolCode: null, department: null, now: new Date() },
    { limit: 100 },
  );
  expect(file.rows.map((row) => row.note)).toContain(note);
  expect(await settle()).toEqual({ refused: "difference-settled", details: {} });
  const { rows: reported } = await pool.query(
    "select details from audit_entries where action = 'difference-settled' and subject = $1",
    [`difference:${match?.differenceId}`],
  );
  expect(reported, "the note of a person stays out of the audit log").toEqual([
    { details: { kind: "wrong-amount" } },
  ]);
  expect(await read()).toMatchObject({ state: "clear", unsettled: 0 });
  const { days } = accepted(
    await handlers.listBillDays({ query: { until: day, limit: 2 } }, finance),
  );
  expect(days.map((bill) => bill.day)).toEqual([
    day,
    beijingDay(new Date(Date.parse(`${day}T00:00:00Z`) - dayMs)),
  ]);
});

test("lists orders latest first and page by page; school staff see only orders of their own school", async () => {
  const list = async (query: { after?: string; limit: number }, call = finance) =>
    accepted(await handlers.listOrders({ query: { state: "all", ...query } }, call));
  const all = await list({ limit: 100 });
  expect(all.next).toBeNull();
  const seen: string[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const page = await list({ limit: 3, ...(after !== undefined && { after }) });
    seen.push(...page.orders.map(({ orderId }) => orderId));
    after = page.next;
  }
  expect(seen).toEqual(all.orders.map(({ orderId }) => orderId));
  expect((await list({ limit: 100 }, staffCall(randomUUID(), "service", "10001"))).orders).toEqual(
    [],
  );
  expect(
    (await list({ limit: 100 }, staffCall(randomUUID(), "service", "10559"))).orders,
  ).toHaveLength(seen.length);
});

test("finds orders by either number, school and day, with sums of the matching orders", async () => {
  const student = await addPaid({ feeFen: 3000 });
  const { outTradeNo, orderId } = student.order;
  const [stored] = await db.select().from(orders).where(eq(orders.id, orderId));
  const list = async (query: object) =>
    accepted(await handlers.listOrders({ query: { state: "all", limit: 100, ...query } }, finance));
  const paid = { orders: 1, paid: 1, paidFen: 3000, refunded: 0, refundedFen: 0 };
  const prefixes = [
    outTradeNo.slice(0, 8),
    `${outTradeNo.slice(0, 4)} ${outTradeNo.slice(4, 9)}`.toUpperCase(),
  ];
  for (const text of [outTradeNo, stored?.transactionId ?? "", ...prefixes, orderId.slice(0, 13)]) {
    const match = await list({ text });
    expect(() => routeDefinitions.listOrders.answers.parse(match)).not.toThrow();
    expect(match).toMatchObject({ orders: [{ orderId, school: "暨南大学" }], sums: paid });
  }
  for (const text of [
    outTradeNo.slice(1),
    outTradeNo.slice(0, 7),
    `${outTradeNo}0`,
    `${outTradeNo.slice(0, 8)}%`,
  ])
    expect(await list({ text }), text).toMatchObject({
      orders: [],
      sums: { orders: 0, paidFen: 0 },
    });
  const today = await list({ fromDay: day, untilDay: day });
  expect(today.orders.every(({ createdAt }) => beijingDay(new Date(createdAt)) === day)).toBe(true);
  expect(today.sums?.orders).toBe(today.orders.length);
  await openStudentWorld(db).addSchool({ code: "10558", name: "中山大学" });
  const ofDay = { fromDay: day, untilDay: day };
  expect(await list({ schoolCode: "10558", ...ofDay })).toMatchObject({
    orders: [],
    sums: { orders: 0 },
  });
  const unclear = { state: "all", limit: 100, schoolCode: "中山", ...ofDay } as const;
  expect(await handlers.listOrders({ query: unclear }, finance)).toMatchObject({
    refused: "school-unclear",
  });
  expect((await list({ state: "paid" })).sums, "millions are added up for nobody").toBeNull();
  expect((await list({ fromDay: "2020-01-01", untilDay: day })).sums).toBeNull();
  expect((await list({ fromDay: day, untilDay: day, limit: 1, after: orderId })).sums).toBeNull();
});

import { randomUUID } from "node:crypto";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { afterAll, expect, test } from "vitest";
import { openAttemptWorld } from "../collections/testing/attempt-world.ts";
import { checkAuditLog } from "../testing/audit-log.ts";
import { accepted, staffCall } from "../testing/calls.ts";
import { openPayWorld } from "./testing/pay-world.ts";
import { refundActs } from "./testing/refund-acts.ts";

const world = await openPayWorld();
const { db, addPaid, handlers } = world;
const { startRefund, settle } = refundActs(world);
const { addStaff } = openAttemptWorld(db);
const [staffId, otherStaffId] = [await addStaff("finance"), await addStaff("finance")];
const finance = staffCall(staffId, "finance");
const otherFinance = staffCall(otherStaffId, "finance");

afterAll(world.expectBooksAgree);

const refunded = await addPaid();
const waiting = await addPaid({ feeFen: 3500 });
const invoiced = [await addPaid(), await addPaid(), await addPaid()];
await startRefund(refunded.order.orderId);
await settle();
await startRefund(waiting.order.orderId, finance);
for (const { order, call } of invoiced) {
  const body = { title: "测试公司", taxNumber: "91440101MA5TEST00X", email: "test@example.org" };
  accepted(await handlers.requestInvoice({ params: { orderId: order.orderId }, body }, call));
}

test("lists refunds by state and page, and marks those the reader can decide", async () => {
  const list = async (query: object, call = finance) =>
    accepted(await handlers.listRefunds({ query: { limit: 100, ...query } }, call));
  const all = await list({});
  expect(() => routeDefinitions.listRefunds.answers.parse(all)).not.toThrow();
  expect(all.refunds.map(({ state }) => state).sort()).toEqual(["succeeded", "waiting"]);
  expect([...all.states].sort((one, other) => one.state.localeCompare(other.state))).toEqual([
    { state: "succeeded", count: 1 },
    { state: "waiting", count: 1 },
  ]);
  expect((await list({ state: "waiting" })).states, "whichever state is chosen").toHaveLength(2);
  const first = await list({ limit: 1 });
  const second = await list({ limit: 1, after: first.next ?? "" });
  expect([...first.refunds, ...second.refunds]).toEqual(all.refunds);
  expect(second.next).toBeNull();
  const [own] = (await list({ state: "waiting" })).refunds;
  expect(own).toMatchObject({ orderId: waiting.order.orderId, mayDecide: false });
  expect((await list({ state: "waiting" }, otherFinance)).refunds).toMatchObject([
    { mayDecide: true },
  ]);
  expect((await list({ untilDay: "2020-01-01" })).refunds).toEqual([]);
});

test("shows for each refund the school, the masked student and the staff who started and decided it", async () => {
  const find = async (state: "waiting" | "declined") =>
    accepted(await handlers.listRefunds({ query: { limit: 100, state } }, finance)).refunds[0];
  const match = await find("waiting");
  expect(match).toMatchObject({
    school: "暨南大学",
    student: expect.stringMatching(/^测\*+ \*+\d{3}$/),
    steps: [
      {
        label: { en: "Started" },
        by: { zh: `财务 测试员工 · ${staffId}`, en: `Finance 测试员工 · ${staffId}` },
      },
    ],
  });
  const outcome = { decision: "decline", reason: "已拍照" } as const;
  accepted(
    await handlers.confirmRefund(
      { params: { refundId: match?.refundId ?? "" }, body: { outcome } },
      otherFinance,
    ),
  );
  expect(await find("declined")).toMatchObject({
    refundId: match?.refundId,
    steps: [
      { label: { zh: "发起" }, by: { zh: `财务 测试员工 · ${staffId}` } },
      {
        label: { zh: "未同意退款" },
        by: { zh: `测试员工 · ${otherStaffId}` },
        at: expect.any(String),
      },
    ],
  });
});

test("a refund is one row with each of its steps, who took it and when", async () => {
  const { order } = await addPaid({ feeFen: 3500 });
  const { refundId } = accepted(await startRefund(order.orderId, finance));
  const outcome = { decision: "confirm" } as const;
  accepted(await handlers.confirmRefund({ params: { refundId }, body: { outcome } }, otherFinance));
  await settle();
  const { refunds } = accepted(await handlers.listRefunds({ query: { limit: 100 } }, finance));
  const [row, ...others] = refunds.filter((one) => one.orderId === order.orderId);
  expect(others).toEqual([]);
  expect(row?.steps.map(({ label, by }) => [label.en, by?.en ?? null])).toEqual([
    ["Started", `Finance 测试员工 · ${staffId}`],
    ["Approved", `测试员工 · ${otherStaffId}`],
    ["Accepted by the provider", null],
    ["Refunded", null],
  ]);
});

test("lists every ledger entry as a debit or a credit, with balances that sum to zero", async () => {
  const list = async (query: object) =>
    accepted(await handlers.listLedger({ query: { limit: 100, ...query } }, finance));
  const all = await list({});
  expect(() => routeDefinitions.listLedger.answers.parse(all)).not.toThrow();
  expect(all.balance.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(0);
  const wechatEntries = all.entries.filter(({ account }) => account === "wechat-pay");
  expect(
    wechatEntries.reduce(
      (sum, { debitFen, creditFen }) => sum + (debitFen ?? 0) - (creditFen ?? 0),
      0,
    ),
  ).toBe(all.balance.find(({ account }) => account === "wechat-pay")?.amountFen);
  const seen: number[] = [];
  for (let after: string | null = "999999999"; after !== null; ) {
    const page: typeof all = await list({ limit: 3, after });
    seen.push(...page.entries.map(({ entryId }) => entryId));
    after = page.next;
  }
  expect(seen).toEqual(all.entries.map(({ entryId }) => entryId));
  expect((await list({ account: "fees" })).entries.every(({ account }) => account === "fees")).toBe(
    true,
  );
});

test("issues an invoice once, and not for a refunded order", async () => {
  const list = async (state: "all" | "open" | "issued") =>
    accepted(await handlers.listInvoiceRequests({ query: { state, limit: 100 } }, finance))
      .invoices;
  const open = await list("open");
  expect(open).toHaveLength(3);
  expect(open[0]).toMatchObject({
    title: "测试公司",
    taxNumber: "91440101MA5TEST00X",
    invoiceNumber: null,
  });
  const issue = (invoiceId: string) =>
    handlers.issueInvoice(
      { params: { invoiceId }, body: { invoiceNumber: "26112000000000000001" } },
      finance,
    );
  const [first, second] = open;
  expect(await issue(first?.invoiceId ?? "")).toMatchObject({
    invoiceNumber: "26112000000000000001",
  });
  expect(await issue(first?.invoiceId ?? "")).toMatchObject({ refused: "invoice-issued" });
  expect(await issue(randomUUID())).toMatchObject({ refused: "not-found" });
  await startRefund(second?.orderId ?? "");
  await settle();
  expect(await issue(second?.invoiceId ?? "")).toMatchObject({ refused: "order-not-paid" });
  expect(await list("issued")).toHaveLength(1);
  expect(await list("all")).toHaveLength(3);
  expect(await checkAuditLog(db)).toMatchObject({ intact: true });
});

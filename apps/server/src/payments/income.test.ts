import { randomUUID } from "node:crypto";
import { beijingDay, endOfBeijingDay, payProviders, startOfBeijingDay } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { expect, test } from "vitest";
import { openStudentWorld } from "../collections/testing/student-world.ts";
import { billDays } from "../infra/db/schema/index.ts";
import { accepted, staffCall } from "../testing/calls.ts";
import { incomeFile, listIncome } from "./list-income.ts";
import { billReadyAt } from "./record-difference.ts";
import { openPayWorld } from "./testing/pay-world.ts";

const world = await openPayWorld();
const { db, sandbox, addPaid, payAt, deliver, handlers, deps } = world;
const finance = staffCall(randomUUID(), "finance");
const passUntil = (at: Date) => world.passTime((at.getTime() - deps.clock().getTime()) / 1000 + 1);

// Advances to noon of a new day, so that all events are on one bill.
await passUntil(new Date(billReadyAt(beijingDay(deps.clock())).getTime() + 3_600_000));
const day = beijingDay(deps.clock());
const month = day.slice(0, 7);
const cheap = await addPaid({ graduationYear: 2031 });
await addPaid({ graduationYear: 2032, educationCategory: "graduate", feeFen: 3000 });
accepted(
  await handlers.startRefund(
    { params: { orderId: cheap.order.orderId }, body: { reason: "因故不拍" } },
    finance,
  ),
);
await world.work("give-refund");
await deliver();

const list = async (query: object = {}): Promise<RouteAnswer<"listIncome">> => {
  const answer = accepted(await handlers.listIncome({ query: { limit: 100, ...query } }, finance));
  expect(() => routeDefinitions.listIncome.answers.parse(answer)).not.toThrow();
  return answer;
};

test("reports a day as missing only once its bill is due, and no income before the bill arrives", async () => {
  await db.insert(billDays).values({ provider: "wechat-pay", day, state: "open" });
  expect((await list()).missingDays).toBe(0);
  await passUntil(new Date(billReadyAt(day).getTime() - 60_000));
  expect((await list()).missingDays).toBe(0);
  await passUntil(billReadyAt(day));
  expect(await list()).toMatchObject({
    income: [],
    sums: { payments: 0, netFen: 0 },
    missingDays: 1,
    strayFen: 0,
  });
  expect((await list()).missingBills).toEqual([{ day, providerLabel: payProviders["wechat-pay"] }]);
});

test("reports the last billed day: at 9:00 excludes yesterday, at 11:00 includes it", async () => {
  const hourMs = 3_600_000;
  const nine = new Date(endOfBeijingDay(day).getTime() + 9 * hourMs);
  const eleven = new Date(endOfBeijingDay(day).getTime() + 11 * hourMs);
  const previousDay = beijingDay(new Date(startOfBeijingDay(day).getTime() - 1));
  const answerAt = (now: Date) =>
    listIncome({ db, clock: () => now }, { limit: 100, untilDay: day });
  expect(await answerAt(nine)).toMatchObject({ billedUntil: previousDay, missingDays: 0 });
  expect(await answerAt(eleven)).toMatchObject({ billedUntil: day, missingDays: 1 });
});

test("reports a bill by project and month, with processing fees charged and returned", async () => {
  await fetchBill();
  const { income, sums, months, missingDays, missingBills, strayFen } = await list();
  const none = { refunds: 0, refundedFen: 0 };
  expect(income.map(({ projectLabel, ...row }) => ({ project: projectLabel.zh, ...row }))).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        ...{ month, project: "普通本科 2031", school: "暨南大学", payments: 1, refunds: 1 },
        ...{ paidFen: 2500, refundedFen: 2500, processingFeeFen: 0, netFen: 0 },
      }),
      expect.objectContaining({
        ...{ month, project: "研究生 2032", payments: 1, ...none },
        ...{ paidFen: 3000, processingFeeFen: 18, netFen: 2982 },
      }),
    ]),
  );
  expect(sums).toEqual({
    ...{ payments: 2, refunds: 1, paidFen: 5500, refundedFen: 2500 },
    ...{ processingFeeFen: 18, netFen: 2982 },
  });
  expect(months).toEqual([{ month, netFen: 2982 }]);
  expect(await list({ fromDay: day, untilDay: day })).toMatchObject({
    unsettled: 0,
    openRefunds: 0,
    openInvoices: 0,
  });
  expect({ missingDays, missingBills, strayFen }).toEqual({
    missingDays: 0,
    missingBills: [],
    strayFen: 0,
  });
});

test("filters income by school and days, and returns it page by page", async () => {
  expect((await list({ schoolCode: "10559", fromDay: day, untilDay: day })).income).toHaveLength(2);
  expect((await list({ schoolCode: "暨南大学", fromDay: day, untilDay: day })).income).toHaveLength(
    2,
  );
  await openStudentWorld(db).addSchool({ code: "10558", name: "中山大学" });
  expect((await list({ schoolCode: "中山大学" })).sums.payments).toBe(0);
  expect((await list({ untilDay: "2020-01-01" })).income).toEqual([]);
  const first = await list({ limit: 1 });
  const second = await list({ limit: 1, after: first.next ?? "" });
  expect([...first.income, ...second.income]).toEqual((await list()).income);
  expect(second.next).toBeNull();
});

test("refuses to sum income for an unknown or ambiguous school name", async () => {
  const students = openStudentWorld(db);
  for (const code of ["10001", "10002"]) await students.addSchool({ code, name: "同名学院" });
  for (const schoolCode of ["暨南", "99999", "同名学院"])
    expect(
      await handlers.listIncome({ query: { limit: 100, schoolCode } }, finance),
      schoolCode,
    ).toEqual({
      refused: "school-unclear",
      details: { called: schoolCode },
    });
  expect((await list({ schoolCode: "10001" })).income).toEqual([]);
});

test("exports the same rows to the file", async () => {
  const scope = { filters: {}, schoolCode: null, department: null, now: deps.clock() };
  const { income } = await list();
  const file = incomeFile(db);
  expect(await file.count(scope)).toBe(income.length);
  const { rows, next } = await file.page(scope, { limit: 100 });
  expect(rows).toEqual(income);
  expect(next).toBeNull();
});

test("reports an unknown payment outside the projects and their sums", async () => {
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
  const expiresAt = new Date(deps.clock().getTime() + 24 * 3_600_000);
  const provider = deps.providerOf("wechat-pay");
  await provider.start({
    ...foreign,
    address: "127.0.0.1",
    expiresAt,
    returnUrl: null,
    savedState: null,
  });
  await payAt(outTradeNo);
  const previous = await list();
  const next = beijingDay(deps.clock());
  await db.insert(billDays).values({ provider: "wechat-pay", day: next, state: "open" });
  await passUntil(billReadyAt(next));
  await compareBill(next);
  const after = await list();
  expect(after.strayFen).toBe(700);
  expect(after.sums).toEqual(previous.sums);
});

async function fetchBill(): Promise<void> {
  await deliver();
  await compareBill();
}

async function compareBill(of: string = day): Promise<void> {
  await world.jobs["compare-bill"].run({ provider: "wechat-pay", day: of });
}

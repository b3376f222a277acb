/** What the payments feature does by itself: asks for the truth of orders and refunds, ends windows, fetches bills. */
import { refundStatesBefore } from "@gradphoto/domain";
import { and, asc, eq, inArray, lte, min } from "drizzle-orm";
import { inTransaction } from "../infra/db/database.ts";
import { billDays, orders, refunds } from "../infra/db/schema/index.ts";
import { eachByItself, type Sweep } from "../infra/sweep.ts";
import { settleOrder } from "./ask-order.ts";
import { askRefund } from "./ask-refund.ts";
import { beijingDay } from "./beijing-days.ts";
import type { PaymentDeps } from "./deps.ts";
import { expireCollections } from "./expire-collections.ts";
import { sumUpLedger } from "./ledger-balance.ts";
import { reconcileDay } from "./reconcile-day.ts";
import { openBillDay } from "./record-difference.ts";

const batch = 20;
const dayMs = 24 * 3_600_000;

/** Seconds until the next question, by how many were asked; the last one stays. */
const orderWaitsS = [15, 30, 60, 120, 300, 600];
const refundWaitsS = [5, 15, 30, 60, 300, 900, 3600];
const billWaitS = 1800;

const after = (now: Date, waitsS: readonly number[], asks: number): Date =>
  new Date(now.getTime() + (waitsS[Math.min(asks, waitsS.length - 1)] ?? 0) * 1000);

export const paymentSweeps = (deps: PaymentDeps): readonly Sweep[] => [
  { name: "orders", everyMs: 5000, run: () => settleDueOrders(deps) },
  { name: "refunds", everyMs: 2000, run: () => askDueRefunds(deps) },
  { name: "windows", everyMs: 60_000, run: () => expireCollections(deps) },
  { name: "bills", everyMs: 300_000, run: () => reconcileDueDays(deps) },
  { name: "ledger-sums", everyMs: 3_600_000, run: () => sumUpLedger(deps.db) },
];

/** Claimed by moving on when they are due next: a process that dies over the question leaves it to the next one. */
async function settleDueOrders(deps: PaymentDeps): Promise<number> {
  const now = deps.clock();
  const due = await inTransaction(deps.db, async (tx) => {
    const found = await tx
      .select()
      .from(orders)
      .where(and(eq(orders.state, "open"), lte(orders.askAfter, now)))
      .orderBy(asc(orders.askAfter))
      .limit(batch)
      .for("update", { skipLocked: true });
    for (const { id, asks } of found) {
      const next = { asks: asks + 1, askedAt: now, askAfter: after(now, orderWaitsS, asks) };
      await tx.update(orders).set(next).where(eq(orders.id, id));
    }
    return found;
  });
  await Promise.all(due.map((order) => settleOrder(deps, order)));
  return due.length;
}

async function askDueRefunds(deps: PaymentDeps): Promise<number> {
  const now = deps.clock();
  const due = await inTransaction(deps.db, async (tx) => {
    const found = await tx
      .select()
      .from(refunds)
      .where(and(inArray(refunds.state, refundStatesBefore("succeed")), lte(refunds.askAfter, now)))
      .orderBy(asc(refunds.askAfter))
      .limit(batch)
      .for("update", { skipLocked: true });
    for (const { id, asks } of found) {
      const next = { asks: asks + 1, askAfter: after(now, refundWaitsS, asks) };
      await tx.update(refunds).set(next).where(eq(refunds.id, id));
    }
    return found;
  });
  await Promise.all(due.map((refund) => askRefund(deps, refund)));
  return due.length;
}

/** WeChat Pay keeps bills for three months. */
const keptDays = 90;

/** Every day since the first order, up to yesterday. */
async function openBillDays({ db, clock }: PaymentDeps): Promise<void> {
  const [first] = await db.select({ at: min(orders.createdAt) }).from(orders);
  if (!first?.at) return;
  const now = clock();
  const from = Math.max(first.at.getTime(), now.getTime() - keptDays * dayMs);
  await inTransaction(db, async (tx) => {
    for (let at = from; beijingDay(new Date(at)) < beijingDay(now); at += dayMs) {
      await openBillDay(tx, beijingDay(new Date(at)));
    }
  });
}

async function reconcileDueDays(deps: PaymentDeps): Promise<number> {
  await openBillDays(deps);
  const now = deps.clock();
  const due = await inTransaction(deps.db, async (tx) => {
    const found = await tx
      .select()
      .from(billDays)
      .where(and(eq(billDays.state, "open"), lte(billDays.askAfter, now)))
      .orderBy(asc(billDays.day))
      .limit(batch)
      .for("update", { skipLocked: true });
    for (const { day } of found) {
      await tx
        .update(billDays)
        .set({ askAfter: after(now, [billWaitS], 0) })
        .where(eq(billDays.day, day));
    }
    return found;
  });
  return eachByItself(due, ({ day }) => reconcileDay(deps, day), deps.warn);
}

/** Payment jobs: query orders and refunds, expire collections, compare bills. */
import { allPayProviders, beijingDay, previousRefundStates } from "@gradphoto/domain";
import { and, eq, inArray, min } from "drizzle-orm";
import { type Database, inTransaction } from "../infra/db/database.ts";
import { billDays, orders, refunds } from "../infra/db/schema/index.ts";
import type { Delay } from "../infra/jobs/enqueue.ts";
import type { JobWorks } from "../infra/jobs/run-jobs.ts";
import type { PaymentDeps } from "./deps.ts";
import { expireCollections } from "./end-collection.ts";
import { sumUpLedger } from "./ledger-balance.ts";
import { settleOrder } from "./query-order.ts";
import { readRefundStatus } from "./read-refund-status.ts";
import { reconcileDay } from "./reconcile-day.ts";
import { type BillDay, billReadyAt, openBillDay } from "./record-difference.ts";

const dayMs = 24 * 3_600_000;
const billRetryS = 1800;
/** Retry delay when the provider was unavailable or its balance was too low. */
const failedRetryS = 60;

export type PaymentJobs = Pick<
  JobWorks,
  | "settle-order"
  | "give-refund"
  | "compare-bill"
  | "expire-collections"
  | "open-bill-days"
  | "sum-up-ledger"
>;

export const paymentJobs = (deps: PaymentDeps): PaymentJobs => ({
  "settle-order": { run: ({ orderId }) => settleOpenOrder(deps, orderId) },
  "give-refund": { run: ({ refundId }) => giveRefund(deps, refundId) },
  "compare-bill": { run: (bill) => compareBill(deps, bill) },
  "expire-collections": (stopping) => expireCollections(deps, stopping),
  "open-bill-days": () => openBillDays(deps),
  "sum-up-ledger": () => sumUpLedger(deps.db),
});

/**
 * Returns the delay of the next query. It grows with the time already waited, between the two limits. The first queries
 * are frequent, because the payer may be watching.
 */
const scheduleQuery = (
  now: Date,
  since: Date,
  { fromS, untilS }: { fromS: number; untilS: number },
): Delay => ({
  afterS: Math.min(untilS, Math.max(fromS, Math.round((now.getTime() - since.getTime()) / 1000))),
});

async function settleOpenOrder(deps: PaymentDeps, orderId: string): Promise<Delay | undefined> {
  const [order] = await deps.db.select().from(orders).where(eq(orders.id, orderId));
  if (order?.state !== "open") return undefined;
  const now = deps.clock();
  await deps.db.update(orders).set({ queriedAt: now }).where(eq(orders.id, orderId));
  const news = await settleOrder(deps, order);
  if (news !== "open" && news !== "unknown") return undefined;
  return scheduleQuery(now, order.createdAt, { fromS: 15, untilS: 600 });
}

async function giveRefund(deps: PaymentDeps, refundId: string): Promise<Delay | undefined> {
  const whereThisRefund = eq(refunds.id, refundId);
  const [refund] = await deps.db.select().from(refunds).where(whereThisRefund);
  const open: readonly string[] = previousRefundStates("succeed");
  if (!refund || !open.includes(refund.state)) return undefined;
  await readRefundStatus(deps, refund);
  const [refundRow] = await deps.db.select().from(refunds).where(whereThisRefund);
  if (!refundRow || !open.includes(refundRow.state)) return undefined;
  if (refundRow.acceptedAt === null) return { afterS: failedRetryS };
  return scheduleQuery(deps.clock(), refundRow.acceptedAt, { fromS: 5, untilS: 3600 });
}

async function compareBill(
  deps: PaymentDeps,
  { provider, day }: BillDay,
): Promise<Delay | undefined> {
  const whereThisBill = and(eq(billDays.provider, provider), eq(billDays.day, day));
  const [row] = await deps.db.select({ state: billDays.state }).from(billDays).where(whereThisBill);
  if (row?.state !== "open" || deps.providerOf(provider).readBill === null) return undefined;
  // Before this time, a missing bill has no significance.
  const earlyMs = billReadyAt(day).getTime() - deps.clock().getTime();
  if (earlyMs > 0) return { afterS: Math.ceil(earlyMs / 1000) };
  return (await reconcileDay(deps, { provider, day })) ? undefined : { afterS: billRetryS };
}

/** Days for which missing bills are requested. WeChat Pay stores bills for three months, Alipay longer. */
const notificationDays = 90;

/**
 * Opens every day since the first order, up to yesterday, of each provider with bills. Returns the number of new ones.
 */
async function openBillDays({ db, clock, providerOf }: PaymentDeps): Promise<number> {
  const now = clock();
  let opened = 0;
  for (const provider of allPayProviders.filter((id) => providerOf(id).readBill !== null)) {
    const whereOfProvider = eq(orders.provider, provider);
    const [first] = await db
      .select({ at: min(orders.createdAt) })
      .from(orders)
      .where(whereOfProvider);
    if (!first?.at) continue;
    const from = Math.max(first.at.getTime(), now.getTime() - notificationDays * dayMs);
    await inTransaction(db, async (tx) => {
      for (let at = from; beijingDay(new Date(at)) < beijingDay(now); at += dayMs) {
        if (await openBillDay(tx, now, { provider, day: beijingDay(new Date(at)) })) opened += 1;
      }
    });
  }
  return opened;
}

/** Finds unfinished orders, refunds and days, each of which must have a job. */
export async function unfinishedPayments(db: Database) {
  const openOrders = await db
    .select({ orderId: orders.id })
    .from(orders)
    .where(eq(orders.state, "open"));
  const openRefunds = await db
    .select({ refundId: refunds.id })
    .from(refunds)
    .where(inArray(refunds.state, previousRefundStates("succeed")));
  const openDays = await db
    .select({ provider: billDays.provider, day: billDays.day })
    .from(billDays)
    .where(eq(billDays.state, "open"));
  return { "settle-order": openOrders, "give-refund": openRefunds, "compare-bill": openDays };
}

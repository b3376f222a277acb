/** Brings a batch to rest: delivers late events, runs the jobs, compares the bill, and performs manual steps. */
import { randomUUID } from "node:crypto";
import { and, eq, inArray, or } from "drizzle-orm";
import { isRefusal } from "../../../core/call.ts";
import { collections, orders, refunds } from "../../../infra/db/schema/index.ts";
import { staffCall } from "../../../testing/calls.ts";
import type { StormWorld } from "./storm-world.ts";

/** Longer than the time in which an order can be paid, and than any delay of a job. */
const restS = 3700;
/** WeChat Pay repeats a notification for the last time after six hours. */
const lastNotificationS = 6 * 3600;
const untilBillS = 2 * 86_400;

export async function settle(world: StormWorld): Promise<void> {
  await world.sandbox.control("DELETE", "/faults");
  for (const seconds of [restS, lastNotificationS]) await rest(world, seconds);
  await world.passTime(untilBillS);
  await world.work("compare-bill");
  await world.work("expire-collections");
  await settleByHand(world);
  for (const seconds of [restS, restS]) await rest(world, seconds);
}

async function rest(world: StormWorld, seconds: number): Promise<void> {
  await world.passTime(seconds);
  await world.deliver();
  await world.requeueLostJobs();
  for (const name of ["settle-order", "expire-collections", "give-refund"] as const) await world.work(name);
  // WeChat Pay completes the new refund requests a moment later.
  await world.passTime(10);
  await world.deliver();
  await world.work("give-refund");
}

/**
 * Simulates finance staff, who handle refunds that jobs may not: abnormal ones, and ones that a person or WeChat Pay
 * stopped.
 */
async function settleByHand({ db, sandbox, request }: StormWorld): Promise<void> {
  const stopped = await db
    .selectDistinct({ orderId: orders.id, outTradeNo: orders.outTradeNo, refundId: refunds.id, state: refunds.state })
    .from(refunds)
    .innerJoin(orders, eq(orders.id, refunds.orderId))
    .innerJoin(collections, eq(collections.id, orders.collectionId))
    .where(
      and(
        eq(orders.state, "paid"),
        inArray(refunds.state, ["abnormal", "closed", "declined", "waiting"]),
        or(eq(orders.counts, false), eq(collections.state, "closed"), eq(refunds.state, "abnormal")),
      ),
    );
  const [first, second] = [staffCall(randomUUID(), "finance"), staffCall(randomUUID(), "finance")];
  const confirm = (refundId: string) =>
    request(({ handlers }) =>
      handlers.confirmRefund({ params: { refundId }, body: { outcome: { decision: "confirm" } } }, second),
    );
  for (const { orderId, outTradeNo, refundId, state } of stopped) {
    if (state === "abnormal") await sandbox.control("POST", "/pay/settle-abnormal", { outTradeNo });
    else if (state === "waiting") await confirm(refundId);
    else {
      const repeated = { params: { orderId }, body: { reason: "重新退款" } };
      const started = await request(({ handlers }) => handlers.startRefund(repeated, first));
      if (started && !isRefusal(started) && started.state === "waiting") await confirm(started.refundId);
    }
  }
}

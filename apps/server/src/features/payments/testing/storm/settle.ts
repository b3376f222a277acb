/** Lets a batch come to rest: everything late arrives, the sweeps run, the bill is compared, people do what is theirs. */
import { randomUUID } from "node:crypto";
import { and, eq, isNotNull } from "drizzle-orm";
import { orders, refunds } from "../../../../infra/db/schema/index.ts";
import { staffCall } from "../staff-call.ts";
import type { StormWorld } from "./storm-world.ts";

/** Longer than an order can be paid, and than any wait of a sweep. */
const restS = 3700;
/** WeChat Pay tells again for the last time after six hours. */
const lastTellingS = 6 * 3600;
const untilBillS = 2 * 86_400;

export async function settle(world: StormWorld): Promise<void> {
  await world.sandbox.control("DELETE", "/faults");
  for (const seconds of [restS, lastTellingS]) await rest(world, seconds);
  await world.passTime(untilBillS);
  await world.sweep("bills");
  await world.sweep("windows");
  await settleByHand(world);
  for (const seconds of [restS, restS]) await rest(world, seconds);
}

async function rest(world: StormWorld, seconds: number): Promise<void> {
  await world.passTime(seconds);
  await world.deliver();
  for (const name of ["orders", "windows", "refunds"] as const) await world.sweep(name);
  // What was asked for now is settled at WeChat Pay a moment later.
  await world.passTime(10);
  await world.deliver();
  await world.sweep("refunds");
}

/** Finance sees to refunds that failed: the abnormal ones at WeChat Pay, and those of payments nobody asked for again. */
async function settleByHand({ db, sandbox, ask }: StormWorld): Promise<void> {
  const abnormal = await db
    .select({ outTradeNo: orders.outTradeNo })
    .from(refunds)
    .innerJoin(orders, eq(orders.id, refunds.orderId))
    .where(eq(refunds.state, "abnormal"));
  for (const { outTradeNo } of abnormal) await sandbox.control("POST", "/pay/settle-abnormal", { outTradeNo });
  const closed = await db
    .selectDistinct({ orderId: orders.id })
    .from(refunds)
    .innerJoin(orders, eq(orders.id, refunds.orderId))
    .where(and(eq(refunds.state, "closed"), eq(orders.state, "paid"), isNotNull(orders.transactionId)));
  for (const { orderId } of closed) {
    const [first, second] = [staffCall("finance", randomUUID()), staffCall("finance", randomUUID())];
    await ask(async ({ handlers }) => {
      const started = await handlers.startRefund({ params: { orderId }, body: { reason: "重新退款" } }, first);
      if ("refundId" in started && started.state === "waiting") {
        const { refundId } = started;
        await handlers.confirmRefund({ params: { refundId }, body: { decision: "confirm" } }, second);
      }
    });
  }
}

/** Takes what WeChat Pay sends: proven or not at all, each notification once, together with what it says. */
import { lt } from "drizzle-orm";
import { type Database, inTransaction } from "../infra/db/database.ts";
import { paymentNotifications } from "../infra/db/schema/index.ts";
import type { Notification } from "../infra/wechat-pay/wechat-pay.ts";
import { creditPaymentIn } from "./credit-payment.ts";
import type { PaymentDeps } from "./deps.ts";
import { takeRefundIn } from "./end-refund.ts";

/** False: not proven to be WeChat Pay's; nothing was written. `body`: exactly as it came. */
export const createTakeNotification =
  (deps: PaymentDeps) =>
  async (headers: Readonly<Record<string, unknown>>, body: string): Promise<boolean> => {
    const opened = deps.pay.openNotification(headers, body);
    if (!opened.ok) {
      // WeChat Pay itself sends badly signed ones now and then, to see that they are refused.
      deps.warn({ refusal: opened.refusal }, "payment notification refused");
      return false;
    }
    await take(deps, opened.value);
    return true;
  };

/** One that says what does not fit is taken too, and noted as a difference: sending it again would not change it. */
const take = (deps: PaymentDeps, notification: Notification): Promise<void> =>
  inTransaction(deps.db, async (tx) => {
    const { id, about } = notification;
    const row = { id, about, subject: subjectOf(notification), receivedAt: deps.clock() };
    const first = await tx.insert(paymentNotifications).values(row).onConflictDoNothing().returning();
    if (first.length === 0) return;
    if (notification.about === "payment") await creditPaymentIn(tx, deps, notification.payment);
    if (notification.about === "refund") await takeRefundIn(tx, deps, notification.refund);
  });

function subjectOf(notification: Notification): string | null {
  if (notification.about === "payment") return notification.payment.outTradeNo;
  return notification.about === "refund" ? notification.refund.outRefundNo : null;
}

/** WeChat Pay sends a notification again for a day at most. */
const keptMs = 366 * 86_400_000;

export async function deleteOldNotifications(db: Database, now: Date): Promise<void> {
  await db.delete(paymentNotifications).where(lt(paymentNotifications.receivedAt, new Date(now.getTime() - keptMs)));
}

/** Processes provider notifications: verifies them, and records each once, in the same transaction as its effect. */
import type { PayProviderId } from "@gradphoto/domain";
import { lt } from "drizzle-orm";
import { type Database, inTransaction } from "../infra/db/database.ts";
import { paymentNotifications } from "../infra/db/schema/index.ts";
import type { Notification } from "../infra/pay/pay-provider.ts";
import { applyRefundNewsIn } from "./apply-refund-news.ts";
import { creditPaymentIn } from "./credit-payment.ts";
import type { PaymentDeps } from "./deps.ts";

/**
 * Creates the function that processes a notification, whose `body` are the raw bytes. It returns the acknowledgement
 * that the provider expects, or null when the signature is invalid and nothing was written.
 */
export const createTakeNotification =
  (deps: PaymentDeps) =>
  async (id: PayProviderId, headers: Readonly<Record<string, unknown>>, body: string) => {
    const provider = deps.providerOf(id);
    const read = provider.readNotification(headers, body);
    if (!read.ok) {
      // WeChat Pay occasionally sends notifications with a wrong signature, to verify that they are refused.
      deps.warn({ provider: id, refusal: read.refusal }, "payment notification refused");
      return null;
    }
    await take(deps, id, read.value);
    return provider.thanks;
  };

/**
 * Processes a verified notification. An inconsistent one is acknowledged and recorded as a difference, because a
 * repetition would not change it.
 */
const take = (
  deps: PaymentDeps,
  provider: PayProviderId,
  notification: Notification,
): Promise<void> =>
  inTransaction(deps.db, async (tx) => {
    const { id, about } = notification;
    const row = { provider, id, about, subject: subjectOf(notification), receivedAt: deps.clock() };
    const first = await tx
      .insert(paymentNotifications)
      .values(row)
      .onConflictDoNothing()
      .returning();
    if (first.length === 0) return;
    if (notification.about === "payment") await creditPaymentIn(tx, deps, notification.payment);
    if (notification.about === "refund") await applyRefundNewsIn(tx, deps, notification.refund);
  });

function subjectOf(notification: Notification): string | null {
  if (notification.about === "payment") return notification.payment.outTradeNo;
  return notification.about === "refund" ? notification.refund.outRefundNo : null;
}

/** Providers repeat a notification for two days at most. */
const retentionMs = 366 * 86_400_000;

export async function deleteOldNotifications(db: Database, now: Date): Promise<void> {
  await db
    .delete(paymentNotifications)
    .where(lt(paymentNotifications.receivedAt, new Date(now.getTime() - retentionMs)));
}

/**
 * The only place that creates refunds. Their number at the provider derives from the order, so a retry is the same
 * refund.
 */
import type { RefundCause, RefundState } from "@gradphoto/domain";
import { count, eq } from "drizzle-orm";
import type { Actor } from "../core/collection/move-collection.ts";
import { refundReason, sealTypedText, type TypedText } from "../core/free-words.ts";
import type { Transaction } from "../infra/db/database.ts";
import { refunds } from "../infra/db/schema/index.ts";
import { enqueue } from "../infra/jobs/enqueue.ts";
import type { PaymentWork } from "./deps.ts";
import type { OrderRow, RefundRow } from "./order-rows.ts";

export interface NewRefund {
  readonly order: OrderRow;
  readonly cause: RefundCause;
  readonly state: Extract<RefundState, "requested" | "waiting" | "due">;
  readonly actor: Actor;
  /** null when a rule grants the refund, without a typed reason. */
  readonly reason: TypedText | null;
}

/** Creates a refund of the full amount. The order must be locked and have no live refund. */
export async function openRefund(
  tx: Transaction,
  { clock, ids }: Pick<PaymentWork, "clock" | "ids">,
  { order, cause, state, actor, reason }: NewRefund,
): Promise<RefundRow> {
  const [previous] = await tx
    .select({ refunds: count() })
    .from(refunds)
    .where(eq(refunds.orderId, order.id));
  const now = clock();
  const started = state !== "requested";
  const id = ids();
  const [opened] = await tx
    .insert(refunds)
    .values({
      id,
      orderId: order.id,
      // A further refund is possible only after the provider closed the previous one without paying, or after it was
      // declined.
      outRefundNo: `${order.outTradeNo}R${(previous?.refunds ?? 0) + 1}`,
      cause,
      amountFen: order.amountFen,
      state,
      sealedReason: reason && sealTypedText(reason, refundReason, id),
      requestedByRole: actor.role,
      requestedBy: actor.id,
      startedByRole: started ? actor.role : null,
      startedBy: started ? actor.id : null,
      startedAt: started ? now : null,
      createdAt: now,
    })
    .returning();
  if (!opened) throw new Error("A refund was not written");
  if (state === "due") await enqueue(tx, "give-refund", { refundId: opened.id });
  return opened;
}

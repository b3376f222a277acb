/** Refunds for finance, latest first, page by page. */
import { refundCauses, refundStatesBefore } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq } from "drizzle-orm";
import { onDays } from "../core/days.ts";
import { cursorOf, isAfter } from "../core/page-cursor.ts";
import type { Database } from "../infra/db/database.ts";
import { orders, refunds } from "../infra/db/schema/index.ts";
import { presentRefund } from "./present-order.ts";

export async function listRefunds(
  db: Database,
  { state, fromDay, untilDay, limit, after }: ParsedInput<"listRefunds">["query"],
  staffId: string,
): Promise<RouteAnswer<"listRefunds">> {
  const found = await db
    .select({ refund: refunds, outTradeNo: orders.outTradeNo })
    .from(refunds)
    .innerJoin(orders, eq(orders.id, refunds.orderId))
    .where(
      and(
        state === undefined ? undefined : eq(refunds.state, state),
        onDays(refunds.createdAt, { fromDay, untilDay }),
        after === undefined ? undefined : isAfter(after, refunds.createdAt, refunds.id),
      ),
    )
    .orderBy(desc(refunds.createdAt), desc(refunds.id))
    .limit(limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1)?.refund;
  return {
    refunds: page.map(({ refund, outTradeNo }) => ({
      ...presentRefund(refund),
      orderId: refund.orderId,
      outTradeNo,
      outRefundNo: refund.outRefundNo,
      cause: refund.cause,
      causeLabel: refundCauses[refund.cause],
      reason: refund.reason,
      mayDecide: refundStatesBefore("decline").includes(refund.state) && refund.startedBy !== staffId,
    })),
    next: found.length > limit && last ? cursorOf(last) : null,
  };
}

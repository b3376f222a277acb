/** Finds a refund that the staff member may see, with its order number. */
import { and, eq } from "drizzle-orm";
import type { Database } from "../infra/db/database.ts";
import { collections, orders, projects, refunds } from "../infra/db/schema/index.ts";
import type { RefundRow } from "./order-rows.ts";

export interface StaffRefund {
  readonly refund: RefundRow;
  readonly outTradeNo: string;
}

/** null for refunds of other schools. */
export async function findStaffRefund(
  db: Database,
  refundId: string,
  schoolCode: string | null,
): Promise<StaffRefund | null> {
  const [row] = await db
    .select({ refund: refunds, outTradeNo: orders.outTradeNo })
    .from(refunds)
    .innerJoin(orders, eq(orders.id, refunds.orderId))
    .innerJoin(collections, eq(collections.id, orders.collectionId))
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .where(and(eq(refunds.id, refundId), schoolCode === null ? undefined : eq(projects.schoolCode, schoolCode)));
  return row ?? null;
}

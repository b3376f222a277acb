/**
 * Finds orders and refunds, and locks the rows of a change of money, always in the same sequence: first collection,
 * then order.
 */

import { and, eq, inArray, notInArray } from "drizzle-orm";
import { type CollectionRow, lockCollection } from "../core/collection/lock-collection.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import { collections, orders, projects, refunds } from "../infra/db/schema/index.ts";

export type OrderRow = typeof orders.$inferSelect;
export type RefundRow = typeof refunds.$inferSelect;

export interface LockedOrder {
  readonly order: OrderRow;
  readonly collection: CollectionRow;
}

/** Locks an order; returns null for a number that this service did not create. */
export async function lockOrder(tx: Transaction, outTradeNo: string): Promise<LockedOrder | null> {
  const whereThisOrder = eq(orders.outTradeNo, outTradeNo);
  const [seen] = await tx
    .select({ collectionId: orders.collectionId })
    .from(orders)
    .where(whereThisOrder);
  const collection = seen ? await lockCollection(tx, seen.collectionId) : null;
  const [order] = await tx.select().from(orders).where(whereThisOrder).for("update");
  return order && collection ? { order, collection } : null;
}

/** Finds an order of the account; returns null for those of others. */
export async function findOwnOrder(
  db: Database,
  orderId: string,
  accountId: string,
): Promise<OrderRow | null> {
  const [row] = await db
    .select({ order: orders })
    .from(orders)
    .innerJoin(collections, eq(collections.id, orders.collectionId))
    .where(and(eq(orders.id, orderId), eq(collections.accountId, accountId)));
  return row?.order ?? null;
}

/** Finds an order that the staff member may see. `schoolCode` is set for staff of one school. */
export async function findStaffOrder(
  db: Database,
  orderId: string,
  schoolCode: string | null,
): Promise<OrderRow | null> {
  const [row] = await db
    .select({ order: orders })
    .from(orders)
    .innerJoin(collections, eq(collections.id, orders.collectionId))
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .where(
      and(
        eq(orders.id, orderId),
        schoolCode === null ? undefined : eq(projects.schoolCode, schoolCode),
      ),
    );
  return row?.order ?? null;
}

/** Finds the refund of the order that is in progress or done. There is at most one. */
export const liveRefund = async (
  db: Database | Transaction,
  orderId: string,
): Promise<RefundRow | null> => (await liveRefunds(db, [orderId]))[0] ?? null;

/** Finds the live refunds of several orders. */
export const liveRefunds = (
  db: Database | Transaction,
  orderIds: readonly string[],
): Promise<RefundRow[]> =>
  db
    .select()
    .from(refunds)
    .where(
      and(
        inArray(refunds.orderId, [...orderIds]),
        notInArray(refunds.state, ["closed", "declined"]),
      ),
    );

interface StaffRefund {
  readonly refund: RefundRow;
  readonly outTradeNo: string;
}

/** Finds a refund that the staff member may see, with its order number; returns null for refunds of other schools. */
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
    .where(
      and(
        eq(refunds.id, refundId),
        schoolCode === null ? undefined : eq(projects.schoolCode, schoolCode),
      ),
    );
  return row ?? null;
}

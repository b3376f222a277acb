/** Orders for customer service and finance, latest first, page by page; staff of one school see that school's alone. */

import type { Role } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq, sql } from "drizzle-orm";
import type { Database } from "../infra/db/database.ts";
import { collections, orders, projects } from "../infra/db/schema/index.ts";
import { liveRefunds } from "./order-rows.ts";
import { present } from "./present-order.ts";
import { refusalToLead, refusalToStart } from "./start-refund.ts";

export interface PageInput {
  readonly state: "all" | "open" | "paid" | "closed" | "refunded";
  /** The last order of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
  /** Of who asks. */
  readonly role: Role;
  readonly schoolCode: string | null;
}

export async function listOrders(
  db: Database,
  { state, after, limit, role, schoolCode }: PageInput,
): Promise<RouteAnswer<"listOrders">> {
  const found = await db
    .select({ order: orders, collection: collections })
    .from(orders)
    .innerJoin(collections, eq(collections.id, orders.collectionId))
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .where(
      and(
        state === "all" ? undefined : eq(orders.state, state),
        schoolCode === null ? undefined : eq(projects.schoolCode, schoolCode),
        after === undefined
          ? undefined
          : sql`(${orders.createdAt}, ${orders.id}) < (select created_at, id from orders where id = ${after})`,
      ),
    )
    .orderBy(desc(orders.createdAt), desc(orders.id))
    .limit(limit + 1);
  const page = found.slice(0, limit);
  const rows = page.map(({ order }) => order);
  const live = new Map(
    (
      await liveRefunds(
        db,
        rows.map(({ id }) => id),
      )
    ).map((refund) => [refund.orderId, refund]),
  );
  const mayRefund = new Set(
    page
      .filter((one) => !refusalToStart(one.order, live.get(one.order.id) ?? null) && !refusalToLead(one, role))
      .map(({ order }) => order.id),
  );
  return {
    orders: (await present(db, rows)).map((order) => ({ ...order, mayRefund: mayRefund.has(order.orderId) })),
    next: found.length > limit ? (page.at(-1)?.order.id ?? null) : null,
  };
}

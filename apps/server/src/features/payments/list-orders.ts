/** Orders for customer service and finance, latest first, page by page; staff of one school see that school's alone. */
import type { RouteAnswer } from "@gradphoto/contract/routes";
import { and, eq, sql } from "drizzle-orm";
import type { Database } from "../../infra/db/database.ts";
import { orders, projects } from "../../infra/db/schema/index.ts";
import { isUuid } from "../collections/is-uuid.ts";
import { presentLatest } from "./present-order.ts";

export interface WantedPage {
  readonly state: "all" | "open" | "paid" | "closed" | "refunded";
  /** The last order of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
  readonly schoolCode: string | null;
}

export async function listOrders(
  db: Database,
  { state, after, limit, schoolCode }: WantedPage,
): Promise<RouteAnswer<"listOrders">> {
  const last = after !== undefined && isUuid(after) ? after : null;
  const found = await presentLatest(
    db,
    and(
      state === "all" ? undefined : eq(orders.state, state),
      schoolCode === null ? undefined : eq(projects.schoolCode, schoolCode),
      last === null
        ? undefined
        : sql`(${orders.createdAt}, ${orders.id}) < (select created_at, id from orders where id = ${last})`,
    ),
    limit + 1,
  );
  const page = found.slice(0, limit);
  return { orders: page, next: found.length > limit ? (page.at(-1)?.orderId ?? null) : null };
}

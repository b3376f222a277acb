/** Condition for collections with a requested refund, whose students receive no reminders. */
import type { RefundState } from "@gradphoto/domain";
import { type SQL, sql } from "drizzle-orm";
import { collections, orders, refunds } from "../../infra/db/schema/index.ts";

/**
 * A succeeded or declined refund is settled; a failed one is not. Considers the latest refund of the order that counts.
 */
const settled = ["succeeded", "declined"] as const satisfies readonly RefundState[];

export const refundAsked: SQL<boolean> = sql<boolean>`coalesce((select r.state not in ${settled} from ${refunds} r
  join ${orders} o on o.id = r.order_id where o.collection_id = ${collections.id} and o.counts
  order by r.created_at desc, r.id desc limit 1), false)`;

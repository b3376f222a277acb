/** Whose money is asked back, as a condition: nobody tells them to go on. */
import type { RefundState } from "@gradphoto/domain";
import { type SQL, sql } from "drizzle-orm";
import { collections, orders, refunds } from "../../infra/db/schema/index.ts";

/** What was given back or declined is settled; what did not arrive is not. Of the payment that counts, and its latest refund. */
const settled = ["succeeded", "declined"] as const satisfies readonly RefundState[];

export const refundAsked: SQL<boolean> = sql<boolean>`coalesce((select r.state not in ${settled} from ${refunds} r
  join ${orders} o on o.id = r.order_id where o.collection_id = ${collections.id} and o.counts
  order by r.created_at desc, r.id desc limit 1), false)`;

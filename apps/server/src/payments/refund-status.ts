/** Whether customer service may start a refund of a collection, of which payment, and who decides: told before it is tried. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { desc, eq } from "drizzle-orm";
import { refuse, wordsOfRefusal } from "../core/call.ts";
import { collections, orders } from "../infra/db/schema/index.ts";
import type { PaymentDeps } from "./deps.ts";
import { waitsForSecond } from "./one-person-refund.ts";
import { liveRefund } from "./order-rows.ts";
import { refusalToLead, refusalToStart } from "./start-refund.ts";

type Status = RouteAnswer<"readCollectionForService">["actions"]["startRefund"];

type Deps = Pick<PaymentDeps, "db" | "clock" | "configuration">;

/** Of the payment that counts, else of the latest one. */
export const refundStatus =
  (deps: Deps) =>
  async (collectionId: string, staffId: string): Promise<Status> => {
    const { db } = deps;
    const [found] = await db
      .select({ order: orders, collection: collections })
      .from(orders)
      .innerJoin(collections, eq(collections.id, orders.collectionId))
      .where(eq(orders.collectionId, collectionId))
      .orderBy(desc(eq(orders.state, "paid")), desc(orders.counts), desc(orders.createdAt))
      .limit(1);
    if (!found) return { refusal: wordsOfRefusal(refuse("order-not-paid", {})), order: null };
    const { order } = found;
    const refusal = refusalToStart(order, await liveRefund(db, order.id)) ?? refusalToLead(found, "service");
    const { id: orderId, amountFen } = order;
    return {
      refusal: refusal && wordsOfRefusal(refusal),
      order: { orderId, amountFen, waitsForFinance: await waitsForSecond(db, deps, order, staffId) },
    };
  };

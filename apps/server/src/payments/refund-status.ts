/** Reports in advance if customer service can start a refund, for which payment, and who decides. */
import { canMove } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { desc, eq } from "drizzle-orm";
import { refuse, wordsOfRefusal } from "../core/call.ts";
import { collections, orders } from "../infra/db/schema/index.ts";
import type { PaymentDeps } from "./deps.ts";
import { needsSecondPerson } from "./needs-second-person.ts";
import { liveRefund } from "./order-rows.ts";
import { refusalToLead, refusalToStart } from "./start-refund.ts";

type Status = RouteAnswer<"readCollectionForService">["actions"]["startRefund"];

type Deps = Pick<PaymentDeps, "db" | "clock" | "configuration">;

const afterWithdrawal = {
  zh: "审核中不能退款。学生确实要退的，请先撤回提交，再发起退款。",
  en: "Nothing is refunded while a photo is in review. If the student wants it, withdraw the submission first.",
};

/** Reads the status of the payment that counts, otherwise of the latest one. */
export const refundStatus =
  (deps: Deps) =>
  async (collectionId: string, staffId: string): Promise<Status> => {
    const { db } = deps;
    const [row] = await db
      .select({ order: orders, collection: collections })
      .from(orders)
      .innerJoin(collections, eq(collections.id, orders.collectionId))
      .where(eq(orders.collectionId, collectionId))
      .orderBy(desc(eq(orders.state, "paid")), desc(orders.counts), desc(orders.createdAt))
      .limit(1);
    if (!row) return { refusal: wordsOfRefusal(refuse("order-not-paid", {})), order: null };
    const { order } = row;
    const closed = refusalToStart(order, await liveRefund(db, order.id));
    const refused = refusalToLead(row, "service");
    const isInReview = canMove(row.collection.state, "withdraw", "service");
    const { id: orderId, amountFen } = order;
    return {
      refusal: closed
        ? wordsOfRefusal(closed)
        : refused && (isInReview ? afterWithdrawal : wordsOfRefusal(refused)),
      order: {
        orderId,
        amountFen,
        waitsForFinance: await needsSecondPerson(db, deps, order, staffId),
      },
    };
  };

/** Accepts a student's refund request. Checks the project's rule immediately; customer service starts the refund. */
import { canMove } from "@gradphoto/domain";
import { eq } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { type Refusal, refuse, studentActor } from "../core/call.ts";
import { allowsRefund } from "../core/project/present-project.ts";
import { inTransaction } from "../infra/db/database.ts";
import { projects } from "../infra/db/schema/index.ts";
import type { PaymentDeps } from "./deps.ts";
import { openRefund } from "./open-refund.ts";
import { findOwnOrder, liveRefund, lockOrder } from "./order-rows.ts";
import { refundFacts } from "./read-order.ts";

export interface RefundRequestInput {
  readonly orderId: string;
  readonly accountId: string;
  readonly reason: string;
}

export type RefundRequestRefusal = Refusal<
  "not-found" | "order-not-paid" | "refund-not-allowed" | "refund-under-way"
>;

/** Requests a refund. Returns null when the request was accepted. */
export async function requestRefund(
  deps: PaymentDeps,
  wish: RefundRequestInput,
): Promise<RefundRequestRefusal | null> {
  const { orderId, accountId, reason } = wish;
  const ownOrder = await findOwnOrder(deps.db, orderId, accountId);
  if (!ownOrder) return refuse("not-found", {});
  return inTransaction(deps.db, async (tx) => {
    const locked = await lockOrder(tx, ownOrder.outTradeNo);
    if (locked?.order.state !== "paid") return refuse("order-not-paid", {});
    const { order, collection } = locked;
    if (await liveRefund(tx, order.id)) return refuse("refund-under-way", {});
    const [project] = await tx.select().from(projects).where(eq(projects.id, collection.projectId));
    const allowed =
      project !== undefined &&
      canMove(collection.state, "start-refund", "service") &&
      allowsRefund(project.refundRule, await refundFacts(tx, collection.id));
    if (!allowed) return refuse("refund-not-allowed", {});
    const actor = { role: "student", id: accountId } as const;
    const typed = { typed: reason, sealer: deps.sealer };
    await openRefund(tx, deps, {
      order,
      cause: "requested",
      state: "requested",
      actor,
      reason: typed,
    });
    await appendAudit(
      tx,
      deps.clock,
      studentActor(accountId),
      "refund-requested",
      `order:${order.id}`,
      {
        amountFen: order.amountFen,
      },
    );
    return null;
  });
}

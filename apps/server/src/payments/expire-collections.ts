/** Closes collections when their project's window has ended; the money goes back as the project's rule says. */
import type { RefundRule } from "@gradphoto/domain";
import { allCollectionStates, canMove, refundStatesBefore } from "@gradphoto/domain";
import { and, asc, eq, inArray, lte } from "drizzle-orm";
import { isRefusal } from "../core/call.ts";
import { moveCollection } from "../core/collection/move-collection.ts";
import { allowsRefund } from "../core/project/refund-rules.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { collections, orders, projects, refunds } from "../infra/db/schema/index.ts";
import { eachByItself } from "../infra/sweep.ts";
import { closeOrder } from "./ask-order.ts";
import type { PaymentDeps } from "./deps.ts";
import { openRefund } from "./open-refund.ts";
import { liveRefund, lockCollection, lockOrder, type RefundRow } from "./order-rows.ts";
import { refundFacts } from "./refund-facts.ts";

const batch = 50;
const system = { role: "system", id: null } as const;
/** Being made, in review or refunded, a collection goes on to where it may end. */
const endable = allCollectionStates.filter((state) => canMove(state, "expire", "system"));

export async function expireCollections(deps: PaymentDeps): Promise<number> {
  const { db, clock } = deps;
  const due = await db
    .select({ collectionId: collections.id, refundRule: projects.refundRule })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .where(and(inArray(collections.state, endable), lte(projects.closesAt, clock())))
    .orderBy(asc(projects.closesAt), asc(collections.id))
    .limit(batch);
  return eachByItself(due, (one) => expire(deps, one), deps.warn);
}

interface Due {
  readonly collectionId: string;
  readonly refundRule: RefundRule;
}

/** False when an order still stands in the way, or another process was faster. */
async function expire(deps: PaymentDeps, { collectionId, refundRule }: Due): Promise<boolean> {
  const { db, clock } = deps;
  const ofCollection = eq(orders.collectionId, collectionId);
  const [open] = await db
    .select()
    .from(orders)
    .where(and(ofCollection, eq(orders.state, "open")));
  if (open && (await closeOrder(deps, open)) === "unknown") return false;
  return inTransaction(db, async (tx) => {
    if (!(await lockCollection(tx, collectionId))) return false;
    const [paid] = await tx
      .select()
      .from(orders)
      .where(and(ofCollection, eq(orders.state, "paid"), eq(orders.counts, true)));
    const locked = paid ? await lockOrder(tx, paid.outTradeNo) : null;
    const facts = await refundFacts(tx, collectionId);
    const moved = await moveCollection(tx, clock, { collectionId, move: "expire", actor: system, given: {} });
    if (isRefusal(moved)) return false;
    if (!locked || !allowsRefund(refundRule, facts)) return true;
    const { order } = locked;
    const live = await liveRefund(tx, order.id);
    if (live) await hurry(tx, live, clock());
    else await openRefund(tx, deps, { order, cause: "window-ended", state: "due", actor: system, reason: null });
    return true;
  });
}

/** A refund that still waits for somebody is due now: the rule gives it. */
async function hurry(tx: Transaction, refund: RefundRow, askAfter: Date): Promise<void> {
  await tx
    .update(refunds)
    .set({ state: "due", cause: "window-ended", askAfter })
    .where(and(eq(refunds.id, refund.id), inArray(refunds.state, refundStatesBefore("decline"))));
}

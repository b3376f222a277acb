/**
 * Closes a collection before it is completed. It can no longer be paid, and a payment is refunded by the project's
 * rule.
 */
import {
  allCollectionStates,
  type CollectionMove,
  canMove,
  type RefundRule,
} from "@gradphoto/domain";
import { and, asc, desc, eq, gt, inArray, lte } from "drizzle-orm";
import { isRefusal, type Refusal, refuse } from "../core/call.ts";
import { lockCollection } from "../core/collection/lock-collection.ts";
import {
  type Actor,
  type MoveRefusal,
  moveCollection,
} from "../core/collection/move-collection.ts";
import { clearSubmission } from "../core/collection/withdraw.ts";
import { allowsRefund } from "../core/project/present-project.ts";
import { type Database, inTransaction, type Transaction } from "../infra/db/database.ts";
import { collectionHistory, collections, orders, projects } from "../infra/db/schema/index.ts";
import { processEachRow } from "../infra/process-each-row.ts";
import type { PaymentDeps } from "./deps.ts";
import { closeOrder } from "./query-order.ts";
import { refundFacts } from "./read-order.ts";
import { countingOrder, refundedFen, refundFee } from "./refund-fee.ts";

export interface CollectionEnd {
  readonly collectionId: string;
  readonly refundRule: RefundRule;
  readonly move: Extract<CollectionMove, "expire" | "leave">;
  readonly actor: Actor;
}

const causeOf = { expire: "window-ended", leave: "left" } as const;

/** Closes the collection. `order-unsettled` means that an open order cannot be closed yet: retry later. */
export async function endCollection(
  deps: PaymentDeps,
  { collectionId, refundRule, move, actor }: CollectionEnd,
): Promise<{ readonly refundFen: number } | Refusal<"order-unsettled"> | MoveRefusal> {
  const { db, clock } = deps;
  const [open] = await db
    .select()
    .from(orders)
    .where(and(eq(orders.collectionId, collectionId), eq(orders.state, "open")));
  if (open && (await closeOrder(deps, open)) === "unknown") return refuse("order-unsettled", {});
  return inTransaction(db, async (tx) => {
    const collection = await lockCollection(tx, collectionId);
    if (!collection) return refuse("not-found", {});
    // A retry after a lost response succeeds, so that the remaining steps of leaving can continue.
    if (move === "leave" && (await hasLeft(tx, collectionId)))
      return { refundFen: await refundedFen(tx, collectionId, causeOf[move]) };
    const isRefunded = allowsRefund(refundRule, await refundFacts(tx, collectionId));
    const moved = await moveCollection(tx, clock, { collectionId, move, actor, details: {} });
    if (isRefusal(moved)) return moved;
    if (collection.state === "in_review") await clearSubmission(tx, collectionId);
    return {
      refundFen: isRefunded ? await refundFee(tx, deps, { collectionId, cause: causeOf[move] }) : 0,
    };
  });
}

async function hasLeft(tx: Transaction, collectionId: string): Promise<boolean> {
  const [last] = await tx
    .select({ move: collectionHistory.move })
    .from(collectionHistory)
    .where(eq(collectionHistory.collectionId, collectionId))
    .orderBy(desc(collectionHistory.id))
    .limit(1);
  return last?.move === "leave";
}

/** Returns the amount in fen that closing would refund now. */
export async function refundAtEnd(
  db: Database | Transaction,
  { collectionId, refundRule }: Pick<CollectionEnd, "collectionId" | "refundRule">,
): Promise<number> {
  if (!allowsRefund(refundRule, await refundFacts(db, collectionId))) return 0;
  return (await countingOrder(db, collectionId))?.amountFen ?? 0;
}

const batch = 50;
const system = { role: "system", id: null } as const;
/**
 * States in which a collection can expire. One that is processing, in review or being refunded first continues to such
 * a state.
 */
const endable = allCollectionStates.filter((state) => canMove(state, "expire", "system"));

/**
 * Closes the collections whose project's window has ended, in batches. Each is tried once, so that failures do not
 * block others. Starts no further batch after `stopping` is aborted.
 */
export async function expireCollections(deps: PaymentDeps, stopping: AbortSignal): Promise<number> {
  const now = deps.clock();
  let expired = 0;
  let after = start;
  for (;;) {
    const due = await findDue(deps.db, now, after);
    expired += await processEachRow(due, (one) => expire(deps, one), deps.warn);
    const last = due.at(-1);
    if (!last || due.length < batch || stopping.aborted) return expired;
    after = last.collectionId;
  }
}

/** Start of the cursor, lower than every id. */
const start = "00000000-0000-0000-0000-000000000000";

const findDue = (db: Database, now: Date, after: string): Promise<Due[]> =>
  db
    .select({ collectionId: collections.id, refundRule: projects.refundRule })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .where(
      and(
        inArray(collections.state, endable),
        lte(projects.closesAt, now),
        gt(collections.id, after),
      ),
    )
    .orderBy(asc(collections.id))
    .limit(batch);

interface Due {
  readonly collectionId: string;
  readonly refundRule: RefundRule;
}

/** Closes one collection. Returns false when an open order prevents it, or another process was faster. */
const expire = async (deps: PaymentDeps, due: Due): Promise<boolean> =>
  !isRefusal(await endCollection(deps, { ...due, move: "expire", actor: system }));

/**
 * Orders as their student sees them. An open order is first refreshed from its provider, so that the page is current.
 */
import { refundRules } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, isNull, lt, or } from "drizzle-orm";
import { type Refusal, refuse } from "../core/call.ts";
import { allowsRefund, type RefundFacts } from "../core/project/present-project.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import { collectionHistory, collections, orders, projects } from "../infra/db/schema/index.ts";
import type { PaymentDeps } from "./deps.ts";
import { findOwnOrder, type OrderRow } from "./order-rows.ts";
import { presentOrder, presentOrders } from "./present-order.ts";
import { settleOrder } from "./query-order.ts";

/** Reads the facts for the refund rules from a collection's history. */
export async function refundFacts(
  db: Database | Transaction,
  collectionId: string,
): Promise<RefundFacts> {
  const moves = await db
    .selectDistinct({ move: collectionHistory.move })
    .from(collectionHistory)
    .where(eq(collectionHistory.collectionId, collectionId));
  const made = new Set(moves.map(({ move }) => move));
  return { uploaded: made.has("upload"), submitted: made.has("submit") };
}

/** Minimum interval of queries, so that frequent reloads of a page do not load the provider. */
const pollEveryMs = 3000;

export async function readOrder(
  deps: PaymentDeps,
  orderId: string,
  accountId: string,
): Promise<RouteAnswer<"readOrder"> | Refusal<"not-found">> {
  const order = await findOwnOrder(deps.db, orderId, accountId);
  if (!order) return refuse("not-found", {});
  await refresh(deps, order);
  return presentOrder(deps, order.id);
}

export async function readCollectionOrders(
  deps: PaymentDeps,
  collectionId: string,
  accountId: string,
): Promise<RouteAnswer<"readCollectionOrders"> | Refusal<"not-found">> {
  const { db } = deps;
  const [row] = await db
    .select({ feeFen: collections.feeFen, rule: projects.refundRule })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .where(and(eq(collections.id, collectionId), eq(collections.accountId, accountId)));
  if (!row) return refuse("not-found", {});
  const whereOpen = and(eq(orders.collectionId, collectionId), eq(orders.state, "open"));
  for (const order of await db.select().from(orders).where(whereOpen)) await refresh(deps, order);
  const visible = await presentOrders(deps, eq(orders.collectionId, collectionId));
  return {
    feeFen: row.feeFen,
    refundRule: refundRules[row.rule],
    refundable:
      visible.some(({ state, counts }) => state === "paid" && counts) &&
      allowsRefund(row.rule, await refundFacts(db, collectionId)),
    orders: visible,
  };
}

/** Queries the provider at most once every few seconds per order, across all processes. */
async function refresh(deps: PaymentDeps, order: OrderRow): Promise<void> {
  if (order.state !== "open") return;
  const now = deps.clock();
  const cutoff = new Date(now.getTime() - pollEveryMs);
  const [own] = await deps.db
    .update(orders)
    .set({ queriedAt: now })
    .where(and(eq(orders.id, order.id), or(isNull(orders.queriedAt), lt(orders.queriedAt, cutoff))))
    .returning();
  if (own) await settleOrder(deps, own);
}

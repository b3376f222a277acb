/** Compares the service's state with the sandbox's books, which record what really happened. */
import { eq, inArray } from "drizzle-orm";
import { allowsRefund } from "../../../core/project/present-project.ts";
import { collections, orders, projects, refunds } from "../../../infra/db/schema/index.ts";
import { readBalance } from "../../ledger-balance.ts";
import { refundFacts } from "../../read-order.ts";
import { type Books, readBooks, readPosted } from "./books.ts";
import { checkCollection } from "./check-collection.ts";
import type { StormWorld } from "./storm-world.ts";

export interface Violation {
  /** null for a violation that concerns the books in total. */
  readonly collectionId: string | null;
  readonly text: string;
}

export async function checkBooks(world: StormWorld, collectionIds: readonly string[]): Promise<readonly Violation[]> {
  const { db } = world;
  const truth = await readBooks(world);
  const rows = await db
    .select({ collection: collections, refundRule: projects.refundRule })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .where(inArray(collections.id, [...collectionIds]));
  const own = await db
    .select()
    .from(orders)
    .where(inArray(orders.collectionId, [...collectionIds]));
  const back = await db.select().from(refunds);
  const posted = await readPosted(world);
  const violations: Violation[] = [];
  for (const { collection, refundRule } of rows) {
    const ownRow = own.filter(({ collectionId }) => collectionId === collection.id);
    const numbers = new Set(ownRow.map(({ outTradeNo }) => outTradeNo));
    const ids = new Set(ownRow.map(({ id }) => id));
    const texts = checkCollection({
      collection,
      orders: ownRow,
      refunds: back.filter(({ orderId }) => ids.has(orderId)),
      posted,
      mayHaveItBack: allowsRefund(refundRule, await refundFacts(db, collection.id)),
      there: {
        orders: truth.orders.filter(({ outTradeNo }) => numbers.has(outTradeNo)),
        refunds: truth.refunds.filter(({ outTradeNo }) => numbers.has(outTradeNo)),
      },
    });
    violations.push(...texts.map((text) => ({ collectionId: collection.id, text })));
  }
  return [...violations, ...(await checkTotals(world, truth)).map((text) => ({ collectionId: null, text }))];
}

/**
 * Checks what belongs to no collection: ledger totals, orders unknown to the service, wrongly handled notifications.
 */
async function checkTotals({ db }: StormWorld, truth: Books): Promise<readonly string[]> {
  const balance = await readBalance(db);
  const existing = new Set((await db.select({ number: orders.outTradeNo }).from(orders)).map(({ number }) => number));
  const strange = truth.orders.filter(({ outTradeNo }) => !existing.has(outTradeNo));
  const forged = truth.notifications.filter(({ flaw, state }) => flaw === "forged" && state === "delivered");
  const untold = truth.notifications.filter(
    ({ flaw, state }) => (flaw === "none" || flaw === "stale") && state !== "delivered" && state !== "lost",
  );
  return [
    ...(balance.sum === 0 ? [] : [`the ledger sums to ${balance.sum}`]),
    ...[...truth.heldFen].flatMap(([id, heldFen]) =>
      balance[id] === heldFen ? [] : [`we count ${balance[id]} fen at ${id}, there are ${heldFen}`],
    ),
    ...(balance.surplus === 0 ? [] : [`${-balance.surplus} fen of surplus were not sent back`]),
    ...strange.map(({ outTradeNo }) => `nobody knows the order ${outTradeNo}`),
    ...forged.map(({ eventType }) => `a forged ${eventType} was taken`),
    ...untold.map((one) => `a true notification was not taken: ${JSON.stringify(one)}`),
  ];
}

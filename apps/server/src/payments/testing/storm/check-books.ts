/** Compares the service's state with the sandbox's books, which record what really happened. */
import { eq, inArray } from "drizzle-orm";
import type { CollectionRow } from "../../../core/collection/lock-collection.ts";
import { allowsRefund } from "../../../core/project/present-project.ts";
import { collections, orders, projects, refunds } from "../../../infra/db/schema/index.ts";
import { readBalance } from "../../ledger-balance.ts";
import type { OrderRow, RefundRow } from "../../order-rows.ts";
import { refundFacts } from "../../read-order.ts";
import { type Books, type Posted, readBooks, readPosted } from "./books.ts";
import type { StormWorld } from "./storm-world.ts";

interface CollectionFacts {
  readonly collection: CollectionRow;
  readonly orders: readonly OrderRow[];
  readonly refunds: readonly RefundRow[];
  readonly posted: ReadonlyMap<string, Posted>;
  /** True if the project's rule allows a refund. */
  readonly mayHaveItBack: boolean;
  readonly there: Pick<Books, "orders" | "refunds">;
}

/** Checks the invariants of one collection at rest against its orders in the sandbox's books. */
const checkCollection = (facts: CollectionFacts): readonly string[] => [
  ...facts.orders.flatMap((order) => checkOrder(facts, order)),
  ...facts.refunds.flatMap((refund) => checkRefund(facts, refund)),
  ...checkState(facts),
];

const backFen = ({ there }: CollectionFacts, { outTradeNo }: OrderRow): number =>
  there.refunds
    .filter((refund) => refund.outTradeNo === outTradeNo && refund.status === "SUCCESS")
    .reduce((sum, { refundFen }) => sum + refundFen, 0);

const remoteOf = ({ there }: CollectionFacts, { outTradeNo }: OrderRow) =>
  there.orders.find((order) => order.outTradeNo === outTradeNo);

/** Returns the expected state of the order. */
function stateByMoney(facts: CollectionFacts, order: OrderRow): string {
  if (remoteOf(facts, order)?.paidAtMs === undefined) return "closed";
  return backFen(facts, order) > 0 ? "refunded" : "paid";
}

function checkOrder(facts: CollectionFacts, order: OrderRow): readonly string[] {
  const name = `order ${order.outTradeNo}`;
  const remote = remoteOf(facts, order);
  const isPaid = remote?.paidAtMs !== undefined;
  const paidFen = isPaid ? remote.totalFen : 0;
  const refundedTotalFen = backFen(facts, order);
  const { payments, refunds, leftFen } = facts.posted.get(order.id) ?? {
    payments: 0,
    refunds: 0,
    leftFen: 0,
  };
  const state = stateByMoney(facts, order);
  return [
    ...(order.state === state
      ? []
      : [`${name} is ${order.state}, its money says ${state} (${remote?.state})`]),
    ...(payments === (isPaid ? 1 : 0)
      ? []
      : [`${name} was credited ${payments} times, paid ${isPaid ? 1 : 0} times`]),
    ...(refunds === (refundedTotalFen > 0 ? 1 : 0)
      ? []
      : [`${name}: ${refunds} refunds posted, ${refundedTotalFen} fen refunded`]),
    ...(leftFen === paidFen - refundedTotalFen
      ? []
      : [`${name}: ${leftFen} fen in the ledger of ${paidFen} - ${refundedTotalFen}`]),
    ...(refundedTotalFen <= paidFen
      ? []
      : [`${name}: ${refundedTotalFen} fen refunded of ${paidFen}`]),
    ...(order.transactionId === (isPaid ? remote.transactionId : null)
      ? []
      : [`${name} has another transaction`]),
  ];
}

const providerStatuses: Readonly<Record<string, string>> = {
  succeeded: "SUCCESS",
  closed: "CLOSED",
  abnormal: "ABNORMAL",
};

/** Checks a refund. It is at rest when it has ended or waits for a person. */
function checkRefund(
  { there }: CollectionFacts,
  { outRefundNo, state, refundId }: RefundRow,
): readonly string[] {
  const remote = there.refunds.find((refund) => refund.outRefundNo === outRefundNo);
  const restsHere =
    ["requested", "waiting", "declined"].includes(state) ||
    (state === "closed" && refundId === null);
  const fits = restsHere
    ? remote === undefined
    : remote !== undefined && providerStatuses[state] === remote.status;
  return fits ? [] : [`refund ${outRefundNo} is ${state}, there ${remote?.status}`];
}

/** Collection states in which the fee is retained. */
const statesWithFee = [
  "paid",
  "processing",
  "ready",
  "in_review",
  "rejected",
  "approved",
  "closed",
];

/** Collection states at rest, by the state of the payment. */
const restingStates = {
  free: ["verified", ...statesWithFee],
  unpaid: ["verified", "closed"],
  retained: statesWithFee,
  // A late refund cannot change a collection that is processing, in review or approved.
  refunded: ["refunded", "closed", "processing", "in_review", "approved"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

function checkState(facts: CollectionFacts): readonly string[] {
  const { collection, orders, mayHaveItBack } = facts;
  const counting = orders.filter(({ counts }) => counts);
  if (counting.length > 1) return [`${counting.length} payments count for one collection`];
  const [order] = counting;
  const money =
    order === undefined ? "unpaid" : backFen(facts, order) === 0 ? "retained" : "refunded";
  const { state, feeFen } = collection;
  const may: readonly string[] = feeFen === 0 ? restingStates.free : restingStates[money];
  if (!may.includes(state)) return [`the collection is ${state}, its fee is ${money}`];
  const isOwed = state === "closed" && money === "retained" && mayHaveItBack;
  return isOwed ? ["the window ended and the fee was not refunded"] : [];
}

export interface Violation {
  /** null for a violation that concerns the books in total. */
  readonly collectionId: string | null;
  readonly text: string;
}

export async function checkBooks(
  world: StormWorld,
  collectionIds: readonly string[],
): Promise<readonly Violation[]> {
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
  return [
    ...violations,
    ...(await checkTotals(world, truth)).map((text) => ({ collectionId: null, text })),
  ];
}

/**
 * Checks what belongs to no collection: ledger totals, orders unknown to the service, wrongly handled notifications.
 */
async function checkTotals({ db }: StormWorld, truth: Books): Promise<readonly string[]> {
  const balance = await readBalance(db);
  const existing = new Set(
    (await db.select({ number: orders.outTradeNo }).from(orders)).map(({ number }) => number),
  );
  const strange = truth.orders.filter(({ outTradeNo }) => !existing.has(outTradeNo));
  const forged = truth.notifications.filter(
    ({ flaw, state }) => flaw === "forged" && state === "delivered",
  );
  const untold = truth.notifications.filter(
    ({ flaw, state }) =>
      (flaw === "none" || flaw === "stale") && state !== "delivered" && state !== "lost",
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

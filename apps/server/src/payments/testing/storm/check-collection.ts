/** Checks the invariants of one collection at rest against its orders in the sandbox's books. */
import type { CollectionRow, OrderRow, RefundRow } from "../../order-rows.ts";
import type { Books, Posted } from "./books.ts";

export interface CollectionFacts {
  readonly collection: CollectionRow;
  readonly orders: readonly OrderRow[];
  readonly refunds: readonly RefundRow[];
  readonly posted: ReadonlyMap<string, Posted>;
  /** Whether the project's rule allows a refund. */
  readonly mayHaveItBack: boolean;
  readonly there: Pick<Books, "orders" | "refunds">;
}

export const checkCollection = (facts: CollectionFacts): readonly string[] => [
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

/** Expected state of the order. */
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
  const { payments, refunds, leftFen } = facts.posted.get(order.id) ?? { payments: 0, refunds: 0, leftFen: 0 };
  const state = stateByMoney(facts, order);
  return [
    ...(order.state === state ? [] : [`${name} is ${order.state}, its money says ${state} (${remote?.state})`]),
    ...(payments === (isPaid ? 1 : 0) ? [] : [`${name} was credited ${payments} times, paid ${isPaid ? 1 : 0} times`]),
    ...(refunds === (refundedTotalFen > 0 ? 1 : 0)
      ? []
      : [`${name}: ${refunds} refunds posted, ${refundedTotalFen} fen refunded`]),
    ...(leftFen === paidFen - refundedTotalFen
      ? []
      : [`${name}: ${leftFen} fen in the ledger of ${paidFen} - ${refundedTotalFen}`]),
    ...(refundedTotalFen <= paidFen ? [] : [`${name}: ${refundedTotalFen} fen refunded of ${paidFen}`]),
    ...(order.transactionId === (isPaid ? remote.transactionId : null) ? [] : [`${name} has another transaction`]),
  ];
}

const providerStatuses: Readonly<Record<string, string>> = {
  succeeded: "SUCCESS",
  closed: "CLOSED",
  abnormal: "ABNORMAL",
};

/** Checks a refund. It is at rest when it has ended or waits for a person. */
function checkRefund({ there }: CollectionFacts, { outRefundNo, state, refundId }: RefundRow): readonly string[] {
  const remote = there.refunds.find((refund) => refund.outRefundNo === outRefundNo);
  const restsHere = ["requested", "waiting", "declined"].includes(state) || (state === "closed" && refundId === null);
  const fits = restsHere ? remote === undefined : remote !== undefined && providerStatuses[state] === remote.status;
  return fits ? [] : [`refund ${outRefundNo} is ${state}, there ${remote?.status}`];
}

/** Collection states in which the fee is retained. */
const statesWithFee = ["paid", "processing", "ready", "in_review", "rejected", "approved", "closed"];

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
  const money = order === undefined ? "unpaid" : backFen(facts, order) === 0 ? "retained" : "refunded";
  const { state, feeFen } = collection;
  const may: readonly string[] = feeFen === 0 ? restingStates.free : restingStates[money];
  if (!may.includes(state)) return [`the collection is ${state}, its fee is ${money}`];
  const isOwed = state === "closed" && money === "retained" && mayHaveItBack;
  return isOwed ? ["the window ended and the fee was not refunded"] : [];
}

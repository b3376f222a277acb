/** What must hold for one collection at rest, given what the sandbox's books say of its orders. */
import type { CollectionRow, OrderRow, RefundRow } from "../../order-rows.ts";
import type { Books, Posted } from "./check-books.ts";

export interface Known {
  readonly collection: CollectionRow;
  readonly orders: readonly OrderRow[];
  readonly refunds: readonly RefundRow[];
  readonly posted: ReadonlyMap<string, Posted>;
  /** By the project's rule. */
  readonly mayHaveItBack: boolean;
  readonly there: Pick<Books, "orders" | "refunds">;
}

export const checkCollection = (known: Known): readonly string[] => [
  ...known.orders.flatMap((order) => checkOrder(known, order)),
  ...known.refunds.flatMap((refund) => checkRefund(known, refund)),
  ...checkState(known),
];

const backFen = ({ there }: Known, { outTradeNo }: OrderRow): number =>
  there.refunds
    .filter((refund) => refund.outTradeNo === outTradeNo && refund.status === "SUCCESS")
    .reduce((sum, { refundFen }) => sum + refundFen, 0);

const theirsOf = ({ there }: Known, { outTradeNo }: OrderRow) =>
  there.orders.find((order) => order.outTradeNo === outTradeNo);

/** What the order's state must be. */
function stateByMoney(known: Known, order: OrderRow): string {
  if (theirsOf(known, order)?.paidAtMs === undefined) return "closed";
  return backFen(known, order) > 0 ? "refunded" : "paid";
}

function checkOrder(known: Known, order: OrderRow): readonly string[] {
  const name = `order ${order.outTradeNo}`;
  const theirs = theirsOf(known, order);
  const isPaid = theirs?.paidAtMs !== undefined;
  const paidFen = isPaid ? theirs.totalFen : 0;
  const givenFen = backFen(known, order);
  const { payments, refunds, leftFen } = known.posted.get(order.id) ?? { payments: 0, refunds: 0, leftFen: 0 };
  const state = stateByMoney(known, order);
  return [
    ...(order.state === state ? [] : [`${name} is ${order.state}, its money says ${state} (${theirs?.state})`]),
    ...(payments === (isPaid ? 1 : 0) ? [] : [`${name} was credited ${payments} times, paid ${isPaid ? 1 : 0} times`]),
    ...(refunds === (givenFen > 0 ? 1 : 0) ? [] : [`${name}: ${refunds} refunds posted, ${givenFen} fen given back`]),
    ...(leftFen === paidFen - givenFen ? [] : [`${name}: ${leftFen} fen in the ledger of ${paidFen} - ${givenFen}`]),
    ...(givenFen <= paidFen ? [] : [`${name}: ${givenFen} fen given back of ${paidFen}`]),
    ...(order.transactionId === (isPaid ? theirs.transactionId : null) ? [] : [`${name} has another transaction`]),
  ];
}

const theirWords: Readonly<Record<string, string>> = {
  succeeded: "SUCCESS",
  closed: "CLOSED",
  abnormal: "ABNORMAL",
};

/** A refund rests when it is over, or waits for a person. */
function checkRefund({ there }: Known, { outRefundNo, state, refundId }: RefundRow): readonly string[] {
  const theirs = there.refunds.find((refund) => refund.outRefundNo === outRefundNo);
  const restsHere = ["requested", "waiting", "declined"].includes(state) || (state === "closed" && refundId === null);
  const fits = restsHere ? theirs === undefined : theirs !== undefined && theirWords[state] === theirs.status;
  return fits ? [] : [`refund ${outRefundNo} is ${state}, there ${theirs?.status}`];
}

/** The states a collection may rest in while its fee is kept. */
const keeping = ["paid", "processing", "ready", "in_review", "rejected", "approved", "closed"];
/** Where a refund cannot lead the collection away: money that came back late leaves it there. */
const busy = ["processing", "in_review", "approved"];

function checkState(known: Known): readonly string[] {
  const { collection, orders, mayHaveItBack } = known;
  const counting = orders.filter(({ counts }) => counts);
  if (counting.length > 1) return [`${counting.length} payments count for one collection`];
  const [order] = counting;
  const kept = order !== undefined && backFen(known, order) === 0;
  const isFree = collection.feeFen === 0;
  const { state } = collection;
  if (isFree ? state !== "verified" && kept : false) return ["a free collection was paid for"];
  const may = isFree
    ? ["verified", ...keeping]
    : order === undefined
      ? ["verified", "closed"]
      : kept
        ? keeping
        : ["refunded", "closed", ...busy];
  const money = order === undefined ? "unpaid" : kept ? "paid" : "given back";
  if (!may.includes(state)) return [`the collection is ${state}, its fee is ${money}`];
  return state === "closed" && kept && mayHaveItBack ? ["the window ended and the fee was not given back"] : [];
}

/** The handlers of payment: the student's, and those of customer service and finance. */
import { type Call, type Caller, type Handlers, isRefusal, refuse } from "../core/call.ts";
import { accountOf } from "../core/caller.ts";
import type { Actor } from "../core/collection/move-collection.ts";
import { listBillDays, readBillDay, settleDifference } from "./bill-days.ts";
import type { PaymentDeps } from "./deps.ts";
import { issueInvoice, listInvoiceRequests } from "./invoices.ts";
import { listLedger } from "./list-ledger.ts";
import { listOrders } from "./list-orders.ts";
import { listRefunds } from "./list-refunds.ts";
import { findStaffOrder } from "./order-rows.ts";
import { presentOrder, presentRefund } from "./present-order.ts";
import { readCollectionOrders, readOrder } from "./read-order.ts";
import { requestInvoice } from "./request-invoice.ts";
import { requestRefund } from "./request-refund.ts";
import { findStaffRefund } from "./staff-refund.ts";
import { type Started, startOrder } from "./start-order.ts";
import { decideRefund, startRefund } from "./start-refund.ts";

type StudentHandlers = Pick<
  Handlers,
  "startOrder" | "readOrder" | "readCollectionOrders" | "requestRefund" | "requestInvoice"
>;
type StaffHandlers = Pick<
  Handlers,
  | "listOrders"
  | "startRefund"
  | "confirmRefund"
  | "listBillDays"
  | "readBillDay"
  | "settleDifference"
  | "listRefunds"
  | "listLedger"
  | "listInvoiceRequests"
  | "issueInvoice"
>;

export const paymentHandlers = (deps: PaymentDeps): StudentHandlers & StaffHandlers => ({
  ...studentHandlers(deps),
  ...staffHandlers(deps),
});

const payerOf = ({ caller: { tokenSha256 }, address }: Call) => ({ tokenSha256, address });

const studentHandlers = (deps: PaymentDeps): StudentHandlers => ({
  startOrder: async ({ params, body }, call) => {
    const wanted = { ...params, ...body, accountId: accountOf(call), ...payerOf(call) };
    const started = await startOrder(deps, wanted);
    return isRefusal(started) ? started : presentStarted(deps, started);
  },
  readOrder: async ({ params }, call) => readOrder(deps, params.orderId, accountOf(call)),
  readCollectionOrders: async ({ params }, call) => readCollectionOrders(deps, params.collectionId, accountOf(call)),
  requestRefund: async ({ params, body }, call) => {
    const refusal = await requestRefund(deps, { ...params, ...body, accountId: accountOf(call) });
    return refusal ?? presentOrder(deps.db, params.orderId);
  },
  requestInvoice: async ({ params, body }, call) => {
    const refusal = await requestInvoice(deps, params.orderId, accountOf(call), body);
    return refusal ?? presentOrder(deps.db, params.orderId);
  },
});

/** One of the three ways to pay, by channel. */
async function presentStarted({ db, pay }: PaymentDeps, started: Started) {
  const nothing = { order: null, requestPayment: null, payUrl: null, codeText: null };
  if (!started) return nothing;
  const { order, prepay } = started;
  const shown = { ...nothing, order: await presentOrder(db, order.id) };
  if (order.channel === "h5") return { ...shown, payUrl: prepay };
  if (order.channel === "native") return { ...shown, codeText: prepay };
  return { ...shown, requestPayment: pay.requestPayment(order.appid, prepay) };
}

const staffHandlers = (deps: PaymentDeps): StaffHandlers => ({
  listOrders: async ({ query }, { caller }) =>
    listOrders(deps.db, { ...query, role: caller.role, schoolCode: caller.schoolCode }),
  startRefund: async ({ params, body }, { caller }) => {
    const order = await findStaffOrder(deps.db, params.orderId, caller.schoolCode);
    if (!order) return refuse("not-found", {});
    const wanted = { outTradeNo: order.outTradeNo, actor: actorOf(caller), reason: body.reason };
    const refund = await startRefund(deps, wanted);
    return isRefusal(refund) ? refund : presentRefund(refund);
  },
  confirmRefund: async ({ params, body }, { caller }) => {
    const found = await findStaffRefund(deps.db, params.refundId, caller.schoolCode);
    if (!found) return refuse("not-found", {});
    const declineReason = body.outcome.decision === "decline" ? body.outcome.reason : null;
    const refund = await decideRefund(deps, { ...found, actor: actorOf(caller), declineReason });
    return isRefusal(refund) ? refund : presentRefund(refund);
  },
  listRefunds: async ({ query }, { caller }) => listRefunds(deps.db, query, staffIdOf(caller)),
  listLedger: async ({ query }) => listLedger(deps.db, query),
  listInvoiceRequests: async ({ query }) => listInvoiceRequests(deps, query),
  issueInvoice: async ({ params, body }, { caller }) =>
    issueInvoice(deps, params.invoiceId, { staffId: staffIdOf(caller), ...body }),
  listBillDays: async ({ query }) => listBillDays(deps, query),
  readBillDay: async ({ params }) => readBillDay(deps, params.day),
  settleDifference: async ({ params, body }, { caller }) =>
    settleDifference(deps, params.differenceId, { staffId: staffIdOf(caller), note: body.note }),
});

const actorOf = (caller: Caller): Actor => ({ role: caller.role, id: staffIdOf(caller) });

function staffIdOf({ role, staffId }: Caller): string {
  if (staffId === null) throw new Error(`A ${role} without a staff id reached a route of staff`);
  return staffId;
}

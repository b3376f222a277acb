/** Handlers of the payment routes for students, customer service and finance. */
import { allPayProviders, payProviders, studentPagePath } from "@gradphoto/domain";
import { accountOf, type Call, type Caller, handlersOf, isRefusal, refuse } from "../core/call.ts";
import type { Actor } from "../core/collection/move-collection.ts";
import { listBillDays, readBillDay, settleDifference } from "./bill-days.ts";
import type { DocumentDeps, PaymentDeps } from "./deps.ts";
import { downloadInvoice, giveInvoiceFile, takeInvoiceFile } from "./invoice-file.ts";
import {
  correctInvoiceNumber,
  issueInvoice,
  listInvoiceRequests,
  requestInvoice,
} from "./invoices.ts";
import { listIncome } from "./list-income.ts";
import { listLedger } from "./list-ledger.ts";
import { listOrders } from "./list-orders.ts";
import { listRefunds } from "./list-refunds.ts";
import { findStaffOrder, findStaffRefund } from "./order-rows.ts";
import { presentOrder, presentRefund } from "./present-order.ts";
import { readCollectionOrders, readOrder } from "./read-order.ts";
import { downloadReceipt } from "./receipt.ts";
import { requestRefund } from "./request-refund.ts";
import { startOrder } from "./start-order.ts";
import { decideRefund, startRefund } from "./start-refund.ts";

type Deps = PaymentDeps & DocumentDeps;

export const paymentHandlers = (deps: Deps) => ({
  ...studentHandlers(deps),
  ...staffHandlers(deps),
});

const payerOf = ({ caller: { tokenSha256 }, address }: Call) => ({ tokenSha256, address });

const studentHandlers = (deps: Deps) =>
  handlersOf({
    listPayProviders: async ({ query: { channel } }) => ({
      providers: allPayProviders
        .filter((provider) => deps.providerOf(provider).appOf(channel) !== null)
        .map((provider) => ({ provider, label: payProviders[provider] })),
    }),
    startOrder: async ({ params, body }, call) => {
      const returnUrl = `${deps.publicUrl}/${studentPagePath("payment", params)}`;
      const wanted = {
        ...params,
        ...body,
        returnUrl,
        accountId: accountOf(call),
        ...payerOf(call),
      };
      const started = await startOrder(deps, wanted);
      if (isRefusal(started)) return started;
      if (!started) return { order: null, action: null };
      return { order: await presentOrder(deps, started.order.id), action: started.action };
    },
    readOrder: async ({ params }, call) => readOrder(deps, params.orderId, accountOf(call)),
    readCollectionOrders: async ({ params }, call) =>
      readCollectionOrders(deps, params.collectionId, accountOf(call)),
    requestRefund: async ({ params, body }, call) => {
      const refusal = await requestRefund(deps, { ...params, ...body, accountId: accountOf(call) });
      return refusal ?? presentOrder(deps, params.orderId);
    },
    requestInvoice: async ({ params, body }, call) => {
      const refusal = await requestInvoice(deps, params.orderId, accountOf(call), body);
      return refusal ?? presentOrder(deps, params.orderId);
    },
    downloadInvoice: ({ params }, call) => downloadInvoice(deps, params.orderId, accountOf(call)),
    downloadReceipt: ({ params, query }, call) =>
      downloadReceipt(deps, { ...params, ...query, accountId: accountOf(call) }),
  });

const staffHandlers = (deps: Deps) =>
  handlersOf({
    listOrders: async ({ query }, { caller }) =>
      listOrders(deps, { ...query, role: caller.role, ofSchool: caller.schoolCode }),
    startRefund: async ({ params, body }, { caller }) => {
      const order = await findStaffOrder(deps.db, params.orderId, caller.schoolCode);
      if (!order) return refuse("not-found", {});
      const wanted = { outTradeNo: order.outTradeNo, actor: actorOf(caller), reason: body.reason };
      const refund = await startRefund(deps, wanted);
      return isRefusal(refund) ? refund : presentRefund(refund, deps.sealer);
    },
    confirmRefund: async ({ params, body }, { caller }) => {
      const owned = await findStaffRefund(deps.db, params.refundId, caller.schoolCode);
      if (!owned) return refuse("not-found", {});
      const declineReason = body.outcome.decision === "decline" ? body.outcome.reason : null;
      const refund = await decideRefund(deps, { ...owned, actor: actorOf(caller), declineReason });
      return isRefusal(refund) ? refund : presentRefund(refund, deps.sealer);
    },
    listRefunds: async ({ query }, { caller }) => listRefunds(deps, query, staffIdOf(caller)),
    listIncome: async ({ query }) => listIncome(deps, query),
    listLedger: async ({ query }) => listLedger(deps.db, query),
    listInvoiceRequests: async ({ query }) => listInvoiceRequests(deps, query),
    issueInvoice: async ({ params, body }, { caller }) =>
      issueInvoice(deps, params.invoiceId, { staffId: staffIdOf(caller), ...body }),
    correctInvoiceNumber: ({ params, body }, { caller }) =>
      correctInvoiceNumber(deps, params.invoiceId, { staffId: staffIdOf(caller), ...body }),
    giveInvoiceFile: ({ params, receivePicture: receiveFile }, { caller }) =>
      giveInvoiceFile(deps, { ...params, staffId: staffIdOf(caller), receiveFile }),
    takeInvoiceFile: ({ params }) => takeInvoiceFile(deps, params.invoiceId),
    listBillDays: async ({ query }) => listBillDays(deps, query),
    readBillDay: async ({ params }) => readBillDay(deps, params),
    settleDifference: async ({ params, body }, { caller }) =>
      settleDifference(deps, params.differenceId, { staffId: staffIdOf(caller), note: body.note }),
  });

const actorOf = (caller: Caller): Actor => ({ role: caller.role, id: staffIdOf(caller) });

function staffIdOf({ role, staffId }: Caller): string {
  if (staffId === null) throw new Error(`A ${role} without a staff id reached a route of staff`);
  return staffId;
}

/** Method and path of the routes of this folder. */
import { type RouteRow, uploadedPicture } from "../core/route-row.ts";

export const paymentPaths = {
  startOrder: { method: "POST", path: "/v1/collections/:collectionId/orders", idempotent: true },
  listPayProviders: { method: "GET", path: "/v1/pay-providers" },
  readOrder: { method: "GET", path: "/v1/orders/:orderId" },
  readCollectionOrders: { method: "GET", path: "/v1/collections/:collectionId/orders" },
  requestRefund: { method: "POST", path: "/v1/orders/:orderId/refund-request" },
  requestInvoice: { method: "POST", path: "/v1/orders/:orderId/invoice-request" },
  downloadReceipt: { method: "GET", path: "/v1/orders/:orderId/receipt", answersWith: "file" },
  downloadInvoice: { method: "GET", path: "/v1/orders/:orderId/invoice", answersWith: "file" },
  listOrders: { method: "GET", path: "/v1/staff/orders" },
  startRefund: { method: "POST", path: "/v1/staff/orders/:orderId/refund" },
  confirmRefund: { method: "POST", path: "/v1/staff/refunds/:refundId/decision" },
  listBillDays: { method: "GET", path: "/v1/staff/bill-days" },
  readBillDay: { method: "GET", path: "/v1/staff/bill-days/:provider/:day" },
  settleDifference: { method: "POST", path: "/v1/staff/differences/:differenceId/settlement" },
  listRefunds: { method: "GET", path: "/v1/staff/refunds" },
  listIncome: { method: "GET", path: "/v1/staff/income" },
  listLedger: { method: "GET", path: "/v1/staff/ledger" },
  listInvoiceRequests: { method: "GET", path: "/v1/staff/invoice-requests" },
  takeInvoiceFile: { method: "GET", path: "/v1/staff/invoice-requests/:invoiceId/file", answersWith: "file" },
  giveInvoiceFile: {
    method: "POST",
    path: "/v1/staff/invoice-requests/:invoiceId/file",
    picture: {
      field: "invoice",
      maxBytes: uploadedPicture.maxBytes,
      types: ["application/pdf"],
      tooLarge: "invoice-too-large",
    },
  },
  issueInvoice: { method: "POST", path: "/v1/staff/invoice-requests/:invoiceId/issue" },
  correctInvoiceNumber: { method: "POST", path: "/v1/staff/invoice-requests/:invoiceId/number" },
} as const satisfies Readonly<Record<string, RouteRow>>;

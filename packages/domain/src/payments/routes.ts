/** Routes for paying for a collection: the order, its verified state, refund requests, and the invoice. */
import { z } from "zod";
import { languages } from "../core/bilingual.ts";
import { bilingualSchema, fen, id, instant, openCode, tone, typedText } from "../core/fields.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { allPayChannels, allPayProviders } from "./pay-providers.ts";

export const payChannel = z.enum(allPayChannels);
export const payProvider = z.enum(allPayProviders);

export const refundSchema = z.object({
  refundId: id,
  state: openCode,
  label: bilingualSchema,
  tone,
  amountFen: fen,
  createdAt: instant,
  endedAt: instant.nullable(),
  /** Finance's text to the requester; null if the request was not declined. */
  declineReason: z.string().nullable(),
});

export const orderSchema = z.object({
  orderId: id,
  collectionId: id,
  /** Our order number at the provider, as displayed on the payer's bill. */
  outTradeNo: z.string(),
  provider: payProvider,
  providerLabel: bilingualSchema,
  channel: openCode,
  state: openCode,
  label: bilingualSchema,
  tone,
  amountFen: fen,
  createdAt: instant,
  /** The order can be paid until this time. */
  expiresAt: instant,
  paidAt: instant.nullable(),
  /** The provider's transaction number, for the receipt. */
  transactionId: z.string().nullable(),
  /** False for a duplicate or late payment, which is refunded automatically. */
  counts: z.boolean(),
  /** Oldest first. */
  refunds: z.array(refundSchema),
  invoiceRequestedAt: instant.nullable(),
  /** Set once the invoice is issued. */
  invoiceNumber: z.string().nullable(),
  /** True if the invoice can be downloaded. */
  hasInvoiceFile: z.boolean(),
});

/** The step that the client performs so that the student can pay. */
const clientAction = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("wechat-jsapi"),
    /** Arguments of wx.requestPayment; inside WeChat's browser those of getBrandWCPayRequest, with `appId`. */
    requestPayment: z.object({
      appId: z.string(),
      timeStamp: z.string(),
      nonceStr: z.string(),
      package: z.string(),
      signType: z.literal("RSA"),
      paySign: z.string(),
    }),
  }),
  /** The provider's page, which redirects back to the collection's payment page. */
  z.object({ kind: z.literal("redirect"), url: z.string() }),
  /** The content of the QR code to display. */
  z.object({ kind: z.literal("qr"), text: z.string() }),
]);

export type ClientAction = z.output<typeof clientAction>;

const ofOrder = { params: z.object({ orderId: id }) };
const ofCollection = { params: z.object({ collectionId: id }) };

export const paymentRoutes = {
  startOrder: {
    summary: {
      zh: "立即支付",
      en: "Order for a collection: one open at a time; another way of paying closes the one before",
    },
    roles: ["student"],
    ...ofCollection,
    body: z.object({ channel: payChannel, provider: payProvider }),
    /** Both are null if the collection is free of charge. */
    answers: z.object({ order: orderSchema.nullable(), action: clientAction.nullable() }),
    errors: [
      "not-found",
      "move-not-allowed",
      "order-already-paid",
      "project-not-open",
      "project-closed",
      "payment-provider-not-offered",
      "payment-needs-wechat",
      "payment-refused",
      "payment-unavailable",
    ],
  },
  listPayProviders: {
    summary: {
      zh: "可用的支付方式",
      en: "Whom the student can pay by in this channel; the usual one first",
    },
    roles: ["student"],
    query: z.object({ channel: payChannel }),
    answers: z.object({
      providers: z.array(z.object({ provider: payProvider, label: bilingualSchema })),
    }),
  },
  readOrder: {
    summary: {
      zh: "订单详情，待支付时向支付平台核实",
      en: "One order; while it is open, its state is queried from the provider",
    },
    roles: ["student"],
    ...ofOrder,
    answers: orderSchema,
    errors: ["not-found"],
  },
  readCollectionOrders: {
    summary: { zh: "采集的订单和退款", en: "Orders and refunds of a collection, oldest first" },
    roles: ["student"],
    ...ofCollection,
    answers: z.object({
      feeFen: fen,
      refundRule: bilingualSchema,
      /** True if the refund rule allows a refund now. */
      refundable: z.boolean(),
      orders: z.array(orderSchema),
    }),
    errors: ["not-found"],
  },
  requestRefund: {
    summary: {
      zh: "申请退款",
      en: "Ask customer service for a refund; the project's rule is checked at once",
    },
    roles: ["student"],
    ...ofOrder,
    body: z.object({ reason: typedText(200) }),
    answers: orderSchema,
    errors: ["not-found", "order-not-paid", "refund-not-allowed", "refund-under-way"],
  },
  requestInvoice: {
    summary: { zh: "申请发票", en: "Ask for an invoice of a paid order" },
    roles: ["student"],
    ...ofOrder,
    body: z.object({
      title: typedText(100),
      /** Tax number of a company; without it the invoice is for a private person. */
      taxNumber: typedText(20)
        .regex(/^[0-9A-Z]{15,20}$/)
        .optional(),
      email: typedText(200).pipe(z.email()),
    }),
    answers: orderSchema,
    errors: ["not-found", "order-not-paid", "invoice-requested"],
  },
  downloadInvoice: {
    summary: { zh: "下载发票（PDF）", en: "The invoice as finance put it to the request" },
    roles: ["student"],
    ...ofOrder,
    answers: z.object({}),
    errors: ["not-found", "invoice-not-there"],
  },
  downloadReceipt: {
    summary: { zh: "下载收据（PDF）", en: "The receipt of a paid order as a PDF of one page" },
    roles: ["student"],
    ...ofOrder,
    query: z.object({ language: z.enum(languages) }),
    answers: z.object({}),
    errors: ["not-found", "order-not-paid"],
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

/** Paying for a collection: the order, its truth, refunds on request, and the invoice. */
import { z } from "zod";
import { bilingualSchema, fen, id, instant, openCode, tone, typedText } from "../core/fields.ts";
import type { RouteDefinition } from "../core/route.ts";
import type { paymentPaths } from "./paths.ts";
import { allPayChannels } from "./pay-channels.ts";

export const payChannel = z.enum(allPayChannels);

export const refundSchema = z.object({
  refundId: id,
  state: openCode,
  label: bilingualSchema,
  tone,
  amountFen: fen,
  createdAt: instant,
  endedAt: instant.nullable(),
  /** What finance wrote to whoever asked; null where it was not declined. */
  declineReason: z.string().nullable(),
});

export const orderSchema = z.object({
  orderId: id,
  collectionId: id,
  /** The number at WeChat Pay, as the payer's bill shows it. */
  outTradeNo: z.string(),
  channel: openCode,
  state: openCode,
  label: bilingualSchema,
  tone,
  amountFen: fen,
  createdAt: instant,
  /** It can be paid until then. */
  expiresAt: instant,
  paidAt: instant.nullable(),
  /** WeChat Pay's number of the payment, for the receipt. */
  transactionId: z.string().nullable(),
  /** False for a payment that came second or too late: it is sent back by itself. */
  counts: z.boolean(),
  /** Oldest first. */
  refunds: z.array(refundSchema),
  invoiceRequestedAt: instant.nullable(),
});

/** The arguments of wx.requestPayment; inside WeChat's browser those of getBrandWCPayRequest, with `appId`. */
const requestPayment = z.object({
  appId: z.string(),
  timeStamp: z.string(),
  nonceStr: z.string(),
  package: z.string(),
  signType: z.literal("RSA"),
  paySign: z.string(),
});

const ofOrder = { params: z.object({ orderId: id }) };
const ofCollection = { params: z.object({ collectionId: id }) };

export const paymentRoutes = {
  startOrder: {
    summary: {
      zh: "立即支付",
      en: "Order for a collection: one open at a time; another channel closes the one before",
    },
    roles: ["student"],
    ...ofCollection,
    body: z.object({ channel: payChannel }),
    /** `order` is null when the collection costs nothing. One of the three ways to pay is set, by channel. */
    answers: z.object({
      order: orderSchema.nullable(),
      requestPayment: requestPayment.nullable(),
      /** The page to open in the phone's browser. */
      payUrl: z.string().nullable(),
      /** The text of the QR code to show. */
      codeText: z.string().nullable(),
    }),
    errors: [
      "not-found",
      "move-not-allowed",
      "order-already-paid",
      "project-not-open",
      "project-closed",
      "payment-needs-wechat",
      "payment-refused",
      "payment-unavailable",
    ],
  },
  readOrder: {
    summary: {
      zh: "订单详情，待支付时向微信核实",
      en: "One order; while it is open, WeChat Pay is asked for the truth",
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
      /** Whether the rule allows a refund now. */
      refundable: z.boolean(),
      orders: z.array(orderSchema),
    }),
    errors: ["not-found"],
  },
  requestRefund: {
    summary: { zh: "申请退款", en: "Ask customer service for a refund; the project's rule is checked at once" },
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
      /** Of a company; without it the invoice is for a person. */
      taxNumber: typedText(20)
        .regex(/^[0-9A-Z]{15,20}$/)
        .optional(),
      email: typedText(200).pipe(z.email()),
    }),
    answers: orderSchema,
    errors: ["not-found", "order-not-paid", "invoice-requested"],
  },
} as const satisfies Partial<Record<keyof typeof paymentPaths, RouteDefinition>>;

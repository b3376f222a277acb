/** Finance's lists: refunds, the ledger with its balance, and invoices to be made out. */
import { z } from "zod";
import {
  askedDay,
  bilingualSchema,
  fen,
  id,
  instant,
  openCode,
  pageCursor,
  pageLimit,
  tone,
  typedText,
} from "../core/fields.ts";
import type { RouteDefinition } from "../core/route.ts";
import { allLedgerAccounts } from "./ledger-words.ts";
import type { paymentPaths } from "./paths.ts";
import { allRefundStates } from "./refund-states.ts";
import { refundSchema } from "./routes.ts";

/** Beijing days, both included. */
const days = { fromDay: askedDay.optional(), untilDay: askedDay.optional() };
const page = { limit: pageLimit, after: pageCursor.optional() };

const listedRefund = refundSchema.extend({
  orderId: id,
  outTradeNo: z.string(),
  outRefundNo: z.string(),
  cause: openCode,
  causeLabel: bilingualSchema,
  reason: z.string().nullable(),
  /** False where the caller started it: another person of finance decides. Always for one that was only asked for. */
  mayDecide: z.boolean(),
});

const invoice = z.object({
  invoiceId: id,
  orderId: id,
  outTradeNo: z.string(),
  amountFen: fen,
  orderState: openCode,
  orderLabel: bilingualSchema,
  orderTone: tone,
  title: z.string(),
  /** null: made out to a person. */
  taxNumber: z.string().nullable(),
  email: z.string(),
  requestedAt: instant,
  issuedAt: instant.nullable(),
  /** As printed on the invoice; null until it is issued. */
  invoiceNumber: z.string().nullable(),
});

export const staffBookRoutes = {
  listRefunds: {
    summary: { zh: "退款列表", en: "Refunds, latest first" },
    roles: ["finance"],
    query: z.object({ state: z.enum(allRefundStates).optional(), ...days, ...page }),
    answers: z.object({ refunds: z.array(listedRefund), next: z.string().nullable() }),
    errors: [],
  },
  listLedger: {
    summary: { zh: "账簿分录与余额", en: "Entries of the ledger, latest first, and what each account holds now" },
    roles: ["finance"],
    query: z.object({
      account: z.enum(allLedgerAccounts).optional(),
      ...days,
      limit: pageLimit,
      /** `next` of the page before. */
      after: z
        .string()
        .regex(/^\d{1,15}$/)
        .optional(),
    }),
    answers: z.object({
      /** Positive: what we have. Negative: what it stands for. Together they are zero. */
      balance: z.array(z.object({ account: openCode, label: bilingualSchema, amountFen: z.int() })),
      entries: z.array(
        z.object({
          entryId: z.int(),
          transactionId: z.int(),
          at: instant,
          kind: openCode,
          kindLabel: bilingualSchema,
          account: openCode,
          accountLabel: bilingualSchema,
          amountFen: z.int(),
          orderId: id,
          outTradeNo: z.string(),
        }),
      ),
      next: z.string().nullable(),
    }),
    errors: [],
  },
  listInvoiceRequests: {
    summary: { zh: "发票申请列表", en: "Requests for invoices, latest first" },
    roles: ["finance"],
    query: z.object({ state: z.enum(["all", "open", "issued"]), ...days, ...page }),
    answers: z.object({ invoices: z.array(invoice), next: z.string().nullable() }),
    errors: [],
  },
  issueInvoice: {
    summary: { zh: "登记已开发票", en: "Note that the invoice was made out" },
    roles: ["finance"],
    params: z.object({ invoiceId: id }),
    body: z.object({ invoiceNumber: typedText(40) }),
    answers: invoice,
    errors: ["not-found", "invoice-issued", "order-not-paid"],
  },
} as const satisfies Partial<Record<keyof typeof paymentPaths, RouteDefinition>>;

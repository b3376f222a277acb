/** Lists for finance: refunds, the ledger with its balance, and invoices to be issued. */
import { z } from "zod";
import {
  bilingualSchema,
  fen,
  id,
  instant,
  openCode,
  pageLimit,
  pageQuery,
  typedText,
} from "../core/fields.ts";
import { filtersOf, itemOf, stateCounts } from "../core/list-schemas.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { incomeList, invoiceList, ledgerList, refundList } from "./lists.ts";
import { refundSchema } from "./routes.ts";

const page = { ...pageQuery };

const listedRefund = itemOf(refundList, {
  ...refundSchema.shape,
  orderId: id,
  cause: openCode,
  /** In order of time. `by` null: the provider. */
  steps: z.array(z.object({ label: bilingualSchema, by: bilingualSchema.nullable(), at: instant })),
  /**
   * False if the caller started the refund, because another person of finance must decide. A refund that was only
   * requested is open to all of finance.
   */
  mayDecide: z.boolean(),
});

/** `taxNumber` null: the invoice is for a private person. */
const invoice = itemOf(invoiceList, {
  invoiceId: id,
  orderId: id,
  orderState: openCode,
  issuedAt: instant.nullable(),
  /** As printed on the invoice; null until it is issued. */
  invoiceNumber: z.string().nullable(),
  /** True if the student can download it. */
  hasFile: z.boolean(),
});

const incomeSums = {
  payments: z.int().min(0),
  refunds: z.int().min(0),
  paidFen: fen,
  refundedFen: fen,
  processingFeeFen: z.int(),
  netFen: z.int(),
};

const namedBills = z.array(z.object({ day: z.string(), providerLabel: bilingualSchema }));

export const staffBookRoutes = {
  listRefunds: {
    summary: { zh: "退款列表", en: "Refunds, latest first" },
    roles: refundList.roles,
    query: z.object({ ...filtersOf(refundList), ...page }),
    answers: z.object({
      refunds: z.array(listedRefund),
      states: stateCounts,
      next: z.string().nullable(),
    }),
  },
  listIncome: {
    summary: {
      zh: "各项目每月收入，以支付平台账单为准",
      en: "What each project brought in each month, by the providers' bills, latest month first",
    },
    roles: incomeList.roles,
    query: z.object({
      ...filtersOf(incomeList),
      limit: pageLimit,
      /** `next` of the previous page. */
      after: z
        .string()
        .regex(/^\d{4}-\d{2}_\d{5}_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
        .optional(),
    }),
    answers: z.object({
      income: z.array(
        itemOf(incomeList, { incomeId: z.string(), projectId: id, schoolCode: openCode }),
      ),
      /** Totals of all matches, on all pages. */
      sums: z.object(incomeSums),
      /** The latest 24 months of all matches, earliest first. */
      months: z.array(z.object({ month: z.string(), netFen: z.int() })),
      /** The latest day for which bills can exist, whatever the range; later days are not reported. */
      billedUntil: z.string(),
      /** Missing bills in the range, counted per day and provider; days whose bills cannot exist yet are excluded. */
      missingDays: z.int().min(0),
      /** The latest of them. */
      missingBills: namedBills,
      /** Total of bill lines that match no order, for all schools; the list of differences has each of them. */
      strayFen: z.int(),
      /** Differences of bills in the range that nobody has settled. */
      unsettled: z.int().min(0),
      /** Refunds requested, and invoices requested, in the range that are not finished. */
      openRefunds: z.int().min(0),
      openInvoices: z.int().min(0),
      next: z.string().nullable(),
    }),
    errors: ["school-unclear"],
  },
  listLedger: {
    summary: {
      zh: "账簿分录与余额",
      en: "Entries of the ledger, latest first, and what each account holds now",
    },
    roles: ledgerList.roles,
    query: z.object({
      ...filtersOf(ledgerList),
      limit: pageLimit,
      /** `next` of the previous page. */
      after: z
        .string()
        .regex(/^\d{1,15}$/)
        .optional(),
    }),
    answers: z.object({
      /** Positive: a debit balance, money that we hold. Negative: a credit balance, what it was received for. The sum is zero. */
      balance: z.array(z.object({ account: openCode, label: bilingualSchema, amountFen: z.int() })),
      entries: z.array(
        itemOf(ledgerList, { entryId: z.int(), kind: openCode, account: openCode, orderId: id }),
      ),
      next: z.string().nullable(),
    }),
  },
  listInvoiceRequests: {
    summary: { zh: "发票申请列表", en: "Requests for invoices, latest first" },
    roles: invoiceList.roles,
    query: z.object({
      ...filtersOf(invoiceList),
      state: z.enum(["all", "open", "issued"]),
      ...page,
    }),
    answers: z.object({
      invoices: z.array(invoice),
      states: stateCounts,
      next: z.string().nullable(),
    }),
  },
  issueInvoice: {
    summary: { zh: "登记已开发票", en: "Note that the invoice was made out" },
    roles: ["finance"],
    params: z.object({ invoiceId: id }),
    body: z.object({ invoiceNumber: typedText(40) }),
    answers: invoice,
    errors: ["not-found", "invoice-issued", "order-not-paid"],
  },
  correctInvoiceNumber: {
    summary: {
      zh: "更正已登记的发票号码",
      en: "Put another number in place of one that was noted wrongly",
    },
    roles: ["finance"],
    params: z.object({ invoiceId: id }),
    body: z.object({ invoiceNumber: typedText(40) }),
    answers: invoice,
    errors: ["not-found", "invoice-not-issued"],
  },
  takeInvoiceFile: {
    summary: {
      zh: "下载已上传的发票文件（PDF）",
      en: "The invoice as finance put it to the request",
    },
    roles: ["finance"],
    params: z.object({ invoiceId: id }),
    answers: z.object({}),
    errors: ["not-found", "invoice-not-there"],
  },
  giveInvoiceFile: {
    summary: {
      zh: "上传发票文件（PDF）",
      en: "Put the invoice as a PDF to its request; another one takes its place",
    },
    roles: ["finance"],
    params: z.object({ invoiceId: id }),
    answers: invoice,
    errors: ["not-found", "invoice-not-pdf", "invoice-not-issued"],
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

/** Orders, refunds under the four-eyes principle, and daily reconciliation, for customer service and finance. */
import { z } from "zod";
import {
  bilingualSchema,
  dayQuery,
  fen,
  id,
  instant,
  openCode,
  tone,
  typedText,
  writtenText,
} from "../core/fields.ts";
import { filtersOf, itemOf } from "../core/list-schemas.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { allBillDayStates } from "./difference-kinds.ts";
import { orderList } from "./lists.ts";
import { allOrderStates } from "./order-states.ts";
import { orderSchema, payProvider, refundSchema } from "./routes.ts";

const signedFen = z.int();
const day = z.iso.date();

const difference = z.object({
  differenceId: id,
  kind: openCode,
  label: bilingualSchema,
  outTradeNo: z.string().nullable(),
  outRefundNo: z.string().nullable(),
  localFen: signedFen.nullable(),
  remoteFen: signedFen.nullable(),
  discoveredAt: instant,
  settledAt: instant.nullable(),
  note: z.string().nullable(),
});

/** `open`: the bill has not been fetched yet. */
const billDay = z.object({
  day,
  provider: payProvider,
  providerLabel: bilingualSchema,
  state: z.enum(allBillDayStates),
  /** Number of unsettled differences. */
  unsettled: z.int().min(0),
  /** The kinds of the unsettled differences. */
  unsettledLabels: z.array(bilingualSchema),
  label: bilingualSchema,
  tone,
  payments: z.int().min(0),
  refunds: z.int().min(0),
  paidFen: fen,
  refundedFen: fen,
  fetchedAt: instant.nullable(),
});

const listedOrder = itemOf(orderList, {
  ...orderSchema.shape,
  collectionId: id,
  nameMasked: z.string(),
  /** Why a refund cannot be started now; null if it can. One requested by the student is started the same way. */
  refundRefusal: bilingualSchema.nullable(),
});

const refundOutcome = z.discriminatedUnion("decision", [
  z.object({ decision: z.literal("confirm") }),
  /** `reason`: text for the student. */
  z.object({ decision: z.literal("decline"), reason: writtenText(200) }),
]);

export const staffPaymentRoutes = {
  listOrders: {
    summary: { zh: "订单列表", en: "Orders, latest first, page by page" },
    roles: orderList.roles,
    query: z.object({
      ...filtersOf(orderList),
      state: z.enum(["all", ...allOrderStates]),
      /** `next` of the previous page. */
      after: id.optional(),
      limit: z.coerce.number<number | string>().int().min(1).max(100).default(50),
    }),
    answers: z.object({
      orders: z.array(listedOrder),
      /**
       * Totals of all matches. null after the first page, and unless the query has a number or both days, at most 92
       * apart.
       */
      sums: z
        .object({
          orders: z.int().min(0),
          paid: z.int().min(0),
          paidFen: fen,
          refunded: z.int().min(0),
          refundedFen: fen,
        })
        .nullable(),
      next: id.nullable(),
    }),
    errors: ["school-unclear"],
  },
  startRefund: {
    summary: {
      zh: "发起退款；超过单人限额时等待另一位财务复核",
      en: "Start a refund; above the limit for one person it waits for another member of finance staff",
    },
    roles: ["service", "finance"],
    params: z.object({ orderId: id }),
    body: z.object({ reason: writtenText(200) }),
    answers: refundSchema,
    errors: [
      "not-found",
      "order-not-paid",
      "refund-under-way",
      "move-not-allowed",
      "refund-after-approval",
      "moved-meanwhile",
    ],
  },
  confirmRefund: {
    summary: {
      zh: "复核退款；学生的申请也可不同意",
      en: "Approve or decline a pending refund; a refund that a student requested can be declined too",
    },
    roles: ["finance"],
    params: z.object({ refundId: id }),
    body: z.object({ outcome: refundOutcome }),
    answers: refundSchema,
    errors: [
      "not-found",
      "refund-not-waiting",
      "refund-needs-second-person",
      "move-not-allowed",
      "refund-after-approval",
      "moved-meanwhile",
    ],
  },
  listBillDays: {
    summary: { zh: "对账日列表", en: "Reconciled days of each provider, latest first" },
    roles: ["finance"],
    query: z.object({
      /** The latest day to return. */
      until: dayQuery,
      /** Number of days; each day is returned in full. */
      limit: z.coerce.number<number | string>().int().min(1).max(100).default(31),
    }),
    answers: z.object({ days: z.array(billDay) }),
  },
  readBillDay: {
    summary: { zh: "某支付平台某日的对账结果", en: "One day of a provider with its differences" },
    roles: ["finance"],
    params: z.object({ provider: payProvider, day: dayQuery }),
    answers: billDay.extend({ differences: z.array(difference) }),
    errors: ["not-found"],
  },
  settleDifference: {
    summary: { zh: "处理对账差异", en: "Note how a difference was settled" },
    roles: ["finance"],
    params: z.object({ differenceId: id }),
    body: z.object({ note: typedText(500) }),
    answers: difference,
    errors: ["not-found", "difference-settled"],
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

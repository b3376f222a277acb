/** Orders, refunds and requests for invoices, for finance. */
import { orderStates, payChannels, refundCauses, refundStates } from "@gradphoto/domain";
import { and, asc, count, eq, type SQL, sql } from "drizzle-orm";
import { onDays } from "../../core/days.ts";
import { cursorOf, isAfterRising } from "../../core/page-cursor.ts";
import { collections, invoiceRequests, orders, projects, refunds, schools } from "../../infra/db/schema/index.ts";
import { ofSchools, type Scope } from "../scope.ts";
import { pageOf, rowsAtOnce, type SourceOf, timeText, yuan } from "./table-source.ts";

const yesNo = { zh: ["是", "否"], en: ["yes", "no"] } as const;

const matchingOrders = (scope: Scope): SQL | undefined =>
  and(
    ofSchools(scope),
    onDays(orders.createdAt, scope.filters),
    scope.filters.state === undefined ? undefined : sql`${orders.state} = ${scope.filters.state}`,
  );

export const orderSource: SourceOf<"orders"> = {
  count: async ({ db }, scope) => {
    const [counted] = await db
      .select({ count: count() })
      .from(orders)
      .innerJoin(collections, eq(collections.id, orders.collectionId))
      .innerJoin(projects, eq(projects.id, collections.projectId))
      .where(matchingOrders(scope));
    return counted?.count ?? 0;
  },
  page: async ({ db }, scope, after) => {
    const found = await db
      .select({ order: orders, school: schools })
      .from(orders)
      .innerJoin(collections, eq(collections.id, orders.collectionId))
      .innerJoin(projects, eq(projects.id, collections.projectId))
      .innerJoin(schools, eq(schools.code, projects.schoolCode))
      .where(and(matchingOrders(scope), after === null ? undefined : isAfterRising(after, orders.createdAt, orders.id)))
      .orderBy(asc(orders.createdAt), asc(orders.id))
      .limit(rowsAtOnce + 1);
    return pageOf(
      found,
      ({ order, school }) => ({
        outTradeNo: order.outTradeNo,
        school: school.name,
        state: orderStates[order.state].label[scope.language],
        channel: payChannels[order.channel][scope.language],
        amountYuan: yuan(order.amountFen),
        createdAt: timeText(order.createdAt),
        paidAt: timeText(order.paidAt),
        transactionId: order.transactionId,
        counts: yesNo[scope.language][order.counts ? 0 : 1],
      }),
      ({ order }) => cursorOf(order),
    );
  },
};

const matchingRefunds = (scope: Scope): SQL | undefined =>
  and(
    onDays(refunds.createdAt, scope.filters),
    scope.filters.state === undefined ? undefined : sql`${refunds.state} = ${scope.filters.state}`,
  );

export const refundSource: SourceOf<"refunds"> = {
  count: async ({ db }, scope) => {
    const [counted] = await db.select({ count: count() }).from(refunds).where(matchingRefunds(scope));
    return counted?.count ?? 0;
  },
  page: async ({ db }, scope, after) => {
    const found = await db
      .select({ refund: refunds, outTradeNo: orders.outTradeNo })
      .from(refunds)
      .innerJoin(orders, eq(orders.id, refunds.orderId))
      .where(
        and(matchingRefunds(scope), after === null ? undefined : isAfterRising(after, refunds.createdAt, refunds.id)),
      )
      .orderBy(asc(refunds.createdAt), asc(refunds.id))
      .limit(rowsAtOnce + 1);
    return pageOf(
      found,
      ({ refund, outTradeNo }) => ({
        outRefundNo: refund.outRefundNo,
        outTradeNo,
        state: refundStates[refund.state].label[scope.language],
        cause: refundCauses[refund.cause][scope.language],
        amountYuan: yuan(refund.amountFen),
        reason: refund.reason,
        createdAt: timeText(refund.createdAt),
        endedAt: timeText(refund.endedAt),
      }),
      ({ refund }) => cursorOf(refund),
    );
  },
};

export const invoiceSource: SourceOf<"invoices"> = {
  count: async ({ db }, scope) => {
    const [counted] = await db
      .select({ count: count() })
      .from(invoiceRequests)
      .where(onDays(invoiceRequests.createdAt, scope.filters));
    return counted?.count ?? 0;
  },
  page: async ({ db, sealer }, scope, after) => {
    const found = await db
      .select({ invoice: invoiceRequests, order: orders })
      .from(invoiceRequests)
      .innerJoin(orders, eq(orders.id, invoiceRequests.orderId))
      .where(
        and(
          onDays(invoiceRequests.createdAt, scope.filters),
          after === null ? undefined : isAfterRising(after, invoiceRequests.createdAt, invoiceRequests.id),
        ),
      )
      .orderBy(asc(invoiceRequests.createdAt), asc(invoiceRequests.id))
      .limit(rowsAtOnce + 1);
    return pageOf(
      found,
      ({ invoice, order }) => {
        const place = (column: string) => ({ column: `invoice_requests.${column}`, rowId: invoice.id });
        return {
          requestedAt: timeText(invoice.createdAt),
          title: sealer.open(invoice.title, place("title")),
          taxNumber: invoice.taxNumber === null ? null : sealer.open(invoice.taxNumber, place("tax_number")),
          email: sealer.open(invoice.email, place("email")),
          amountYuan: yuan(order.amountFen),
          outTradeNo: order.outTradeNo,
          orderState: orderStates[order.state].label[scope.language],
        };
      },
      ({ invoice }) => cursorOf(invoice),
    );
  },
};

/** Requests for invoices as finance works through them. */
import { orderStates } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq, isNotNull, isNull } from "drizzle-orm";
import { appendAudit } from "../core/audit/append-audit.ts";
import { type Refusal, refuse } from "../core/call.ts";
import { onDays } from "../core/days.ts";
import { cursorOf, isAfter } from "../core/page-cursor.ts";
import { inTransaction } from "../infra/db/database.ts";
import { invoiceRequests, orders } from "../infra/db/schema/index.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import type { PaymentDeps } from "./deps.ts";
import type { OrderRow } from "./order-rows.ts";

type Invoice = RouteAnswer<"issueInvoice">;
type InvoiceRow = typeof invoiceRequests.$inferSelect;

const inState = {
  all: undefined,
  open: isNull(invoiceRequests.issuedAt),
  issued: isNotNull(invoiceRequests.issuedAt),
} as const;

export async function listInvoiceRequests(
  { db, sealer }: PaymentDeps,
  { state, fromDay, untilDay, limit, after }: ParsedInput<"listInvoiceRequests">["query"],
): Promise<RouteAnswer<"listInvoiceRequests">> {
  const found = await db
    .select({ invoice: invoiceRequests, order: orders })
    .from(invoiceRequests)
    .innerJoin(orders, eq(orders.id, invoiceRequests.orderId))
    .where(
      and(
        inState[state],
        onDays(invoiceRequests.createdAt, { fromDay, untilDay }),
        after === undefined ? undefined : isAfter(after, invoiceRequests.createdAt, invoiceRequests.id),
      ),
    )
    .orderBy(desc(invoiceRequests.createdAt), desc(invoiceRequests.id))
    .limit(limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1)?.invoice;
  return {
    invoices: page.map(({ invoice, order }) => present(invoice, order, sealer)),
    next: found.length > limit && last ? cursorOf(last) : null,
  };
}

export async function issueInvoice(
  { db, clock, sealer }: PaymentDeps,
  invoiceId: string,
  { staffId, invoiceNumber }: { readonly staffId: string; readonly invoiceNumber: string },
): Promise<Invoice | Refusal<"not-found" | "invoice-issued" | "order-not-paid">> {
  return inTransaction(db, async (tx) => {
    const isThis = eq(invoiceRequests.id, invoiceId);
    const [found] = await tx
      .select({ invoice: invoiceRequests, order: orders })
      .from(invoiceRequests)
      .innerJoin(orders, eq(orders.id, invoiceRequests.orderId))
      .where(isThis)
      .for("update");
    if (!found) return refuse("not-found", {});
    if (found.invoice.issuedAt !== null) return refuse("invoice-issued", {});
    // What was paid back is not invoiced.
    if (found.order.state !== "paid") return refuse("order-not-paid", {});
    const issued = { issuedAt: clock(), issuedBy: staffId, invoiceNumber };
    await tx.update(invoiceRequests).set(issued).where(isThis);
    await appendAudit(tx, clock, {
      actor: `finance:${staffId}`,
      action: "invoice-issued",
      subject: `order:${found.order.id}`,
      details: { invoiceId, invoiceNumber },
    });
    return present({ ...found.invoice, ...issued }, found.order, sealer);
  });
}

function present(invoice: InvoiceRow, order: OrderRow, sealer: Sealer): Invoice {
  const place = (column: string) => ({ column: `invoice_requests.${column}`, rowId: invoice.id });
  return {
    invoiceId: invoice.id,
    orderId: order.id,
    outTradeNo: order.outTradeNo,
    amountFen: order.amountFen,
    orderState: order.state,
    orderLabel: orderStates[order.state].label,
    orderTone: orderStates[order.state].tone,
    title: sealer.open(invoice.title, place("title")),
    taxNumber: invoice.taxNumber === null ? null : sealer.open(invoice.taxNumber, place("tax_number")),
    email: sealer.open(invoice.email, place("email")),
    requestedAt: invoice.createdAt.toISOString(),
    issuedAt: invoice.issuedAt?.toISOString() ?? null,
    invoiceNumber: invoice.invoiceNumber,
  };
}

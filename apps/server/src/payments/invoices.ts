/** Invoice requests: made by students, processed by finance. */
import { type invoiceList, orderStates } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, isNotNull, isNull, type SQL } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { type Refusal, refuse } from "../core/call.ts";
import { onDays } from "../core/days.ts";
import type { FileOf } from "../core/file-rows.ts";
import { byTime, type PageQuery, readPage } from "../core/page.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { invoiceRequests, orders } from "../infra/db/schema/index.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import type { PaymentDeps } from "./deps.ts";
import { findOwnOrder, type OrderRow } from "./order-rows.ts";

interface InvoiceRequest {
  readonly title: string;
  readonly taxNumber?: string | undefined;
  readonly email: string;
}

type InvoiceRefusal = Refusal<"not-found" | "order-not-paid" | "invoice-requested">;

/** Accepts a request and stores the recipient sealed. Returns null when it was accepted. */
export async function requestInvoice(
  { db, clock, ids, sealer }: PaymentDeps,
  orderId: string,
  accountId: string,
  { title, taxNumber, email }: InvoiceRequest,
): Promise<InvoiceRefusal | null> {
  const order = await findOwnOrder(db, orderId, accountId);
  if (!order) return refuse("not-found", {});
  if (order.state !== "paid" || !order.counts) return refuse("order-not-paid", {});
  const id = ids();
  const seal = (text: string, column: string) =>
    sealer.seal(text, { column: `invoice_requests.${column}`, rowId: id });
  const written = await db
    .insert(invoiceRequests)
    .values({
      id,
      orderId: order.id,
      title: seal(title, "title"),
      taxNumber: taxNumber === undefined ? null : seal(taxNumber, "tax_number"),
      email: seal(email, "email"),
      createdAt: clock(),
    })
    .onConflictDoNothing()
    .returning({ id: invoiceRequests.id });
  return written.length > 0 ? null : refuse("invoice-requested", {});
}

type Invoice = RouteAnswer<"issueInvoice">;
type InvoiceRow = typeof invoiceRequests.$inferSelect;

const inState = {
  all: undefined,
  open: isNull(invoiceRequests.issuedAt),
  issued: isNotNull(invoiceRequests.issuedAt),
} as const;

type ListDeps = Pick<PaymentDeps, "db" | "sealer">;

async function readInvoices(
  { db, sealer }: ListDeps,
  order: "latest-first" | "earliest-first",
  filter: SQL | undefined,
  page: PageQuery,
) {
  const { rows, next } = await readPage(page, {
    key: byTime(order, invoiceRequests.createdAt, invoiceRequests.id),
    select: (cut) =>
      db
        .select({ invoice: invoiceRequests, order: orders })
        .from(invoiceRequests)
        .innerJoin(orders, eq(orders.id, invoiceRequests.orderId))
        .where(and(filter, cut.whereNext))
        .orderBy(...cut.order)
        .limit(cut.limit),
    keyOf: ({ invoice }) => ({ at: invoice.createdAt, id: invoice.id }),
  });
  return {
    invoices: rows.map(({ invoice, order: of }) => presentInvoice(invoice, of, sealer)),
    next,
  };
}

/** Lists requests, latest first. */
export async function listInvoiceRequests(
  deps: PaymentDeps,
  { state, limit, after, ...days }: ParsedInput<"listInvoiceRequests">["query"],
): Promise<RouteAnswer<"listInvoiceRequests">> {
  const inRange = onDays(invoiceRequests.createdAt, days);
  const page = await readInvoices(deps, "latest-first", and(inState[state], inRange), {
    limit,
    after,
  });
  const open = await deps.db.$count(invoiceRequests, and(inState.open, inRange));
  const issued = await deps.db.$count(invoiceRequests, and(inState.issued, inRange));
  const states = [
    { state: "open", count: open },
    { state: "issued", count: issued },
  ];
  return { ...page, states };
}

/** Requests as an export, earliest first. */
export const invoiceFile = (deps: ListDeps): FileOf<typeof invoiceList> => ({
  count: ({ filters }) =>
    deps.db.$count(invoiceRequests, onDays(invoiceRequests.createdAt, filters)),
  page: async ({ filters }, page) => {
    const filter = onDays(invoiceRequests.createdAt, filters);
    const { invoices, next } = await readInvoices(deps, "earliest-first", filter, page);
    return { rows: invoices, next };
  },
});

/** Reads the request with its order and locks it until the transaction ends. */
export async function lockInvoice(tx: Transaction, invoiceId: string) {
  const [row] = await tx
    .select({ invoice: invoiceRequests, order: orders })
    .from(invoiceRequests)
    .innerJoin(orders, eq(orders.id, invoiceRequests.orderId))
    .where(eq(invoiceRequests.id, invoiceId))
    .for("update");
  return row;
}

interface Numbered {
  readonly staffId: string;
  readonly invoiceNumber: string;
}

export async function issueInvoice(
  { db, clock, sealer }: PaymentDeps,
  invoiceId: string,
  { staffId, invoiceNumber }: Numbered,
): Promise<Invoice | Refusal<"not-found" | "invoice-issued" | "order-not-paid">> {
  return inTransaction(db, async (tx) => {
    const locked = await lockInvoice(tx, invoiceId);
    if (!locked) return refuse("not-found", {});
    if (locked.invoice.issuedAt !== null) return refuse("invoice-issued", {});
    // A refunded order gets no invoice.
    if (locked.order.state !== "paid") return refuse("order-not-paid", {});
    const issued = { issuedAt: clock(), issuedBy: staffId, invoiceNumber };
    await tx.update(invoiceRequests).set(issued).where(eq(invoiceRequests.id, invoiceId));
    await appendAudit(
      tx,
      clock,
      `finance:${staffId}`,
      "invoice-issued",
      `order:${locked.order.id}`,
      {
        invoiceId,
        invoiceNumber,
      },
    );
    return presentInvoice({ ...locked.invoice, ...issued }, locked.order, sealer);
  });
}

/** Replaces the number of an invoice. The previous number remains in the audit log. */
export async function correctInvoiceNumber(
  { db, clock, sealer }: PaymentDeps,
  invoiceId: string,
  { staffId, invoiceNumber }: Numbered,
): Promise<Invoice | Refusal<"not-found" | "invoice-not-issued">> {
  return inTransaction(db, async (tx) => {
    const locked = await lockInvoice(tx, invoiceId);
    if (!locked) return refuse("not-found", {});
    if (locked.invoice.issuedAt === null) return refuse("invoice-not-issued", {});
    await tx
      .update(invoiceRequests)
      .set({ invoiceNumber })
      .where(eq(invoiceRequests.id, invoiceId));
    await appendAudit(
      tx,
      clock,
      `finance:${staffId}`,
      "invoice-number-corrected",
      `order:${locked.order.id}`,
      {
        invoiceId,
        invoiceNumber,
      },
    );
    return presentInvoice({ ...locked.invoice, invoiceNumber }, locked.order, sealer);
  });
}

export function presentInvoice(invoice: InvoiceRow, order: OrderRow, sealer: Sealer): Invoice {
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
    taxNumber:
      invoice.taxNumber === null ? null : sealer.open(invoice.taxNumber, place("tax_number")),
    email: sealer.open(invoice.email, place("email")),
    requestedAt: invoice.createdAt.toISOString(),
    issuedAt: invoice.issuedAt?.toISOString() ?? null,
    invoiceNumber: invoice.invoiceNumber,
    hasFile: invoice.fileKey !== null,
  };
}

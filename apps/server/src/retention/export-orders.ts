/** What a student ordered, with what was sent back and the invoices they asked for. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { asc, eq, inArray } from "drizzle-orm";
import { openWords, refundDeclineReason, refundReason } from "../core/free-words.ts";
import type { Database } from "../infra/db/database.ts";
import { invoiceRequests, orders, refunds } from "../infra/db/schema/index.ts";
import type { Sealer } from "../infra/sealing/seal.ts";

type ExportedOrder = RouteAnswer<"exportMyData">["collections"][number]["orders"][number];
type OrderRow = typeof orders.$inferSelect;
type RefundRow = typeof refunds.$inferSelect;
type InvoiceRow = typeof invoiceRequests.$inferSelect;

/** Of these collections by their id, the oldest first. */
export async function exportOrders(
  { db, sealer }: { readonly db: Database; readonly sealer: Sealer },
  collectionIds: readonly string[],
): Promise<(collectionId: string) => ExportedOrder[]> {
  const isMine = inArray(orders.collectionId, [...collectionIds]);
  const rows = await db.select().from(orders).where(isMine).orderBy(asc(orders.createdAt), asc(orders.id));
  const back = await db
    .select({ refund: refunds })
    .from(refunds)
    .innerJoin(orders, eq(orders.id, refunds.orderId))
    .where(isMine)
    .orderBy(asc(refunds.createdAt));
  const invoices = await db
    .select({ invoice: invoiceRequests })
    .from(invoiceRequests)
    .innerJoin(orders, eq(orders.id, invoiceRequests.orderId))
    .where(isMine);
  return (collectionId) =>
    rows
      .filter((row) => row.collectionId === collectionId)
      .map((row) => ({
        ...orderOf(row),
        refunds: back.filter(({ refund }) => refund.orderId === row.id).map(({ refund }) => refundOf(refund, sealer)),
        invoice: invoiceOf(invoices.find(({ invoice }) => invoice.orderId === row.id)?.invoice, sealer),
      }));
}

const orderOf = (row: OrderRow) => ({
  orderId: row.id,
  outTradeNo: row.outTradeNo,
  provider: row.provider,
  channel: row.channel,
  amountFen: row.amountFen,
  state: row.state,
  createdAt: row.createdAt.toISOString(),
  paidAt: row.paidAt?.toISOString() ?? null,
  closedAt: row.closedAt?.toISOString() ?? null,
  transactionId: row.transactionId,
  counts: row.counts,
});

const refundOf = (row: RefundRow, sealer: Sealer): ExportedOrder["refunds"][number] => ({
  outRefundNo: row.outRefundNo,
  cause: row.cause,
  amountFen: row.amountFen,
  state: row.state,
  byRole: row.requestedByRole,
  reason: openWords(sealer, refundReason, row),
  declineReason: openWords(sealer, refundDeclineReason, row),
  createdAt: row.createdAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
});

function invoiceOf(row: InvoiceRow | undefined, sealer: Sealer): ExportedOrder["invoice"] {
  if (!row) return null;
  const place = (column: string) => ({ column: `invoice_requests.${column}`, rowId: row.id });
  return {
    title: sealer.open(row.title, place("title")),
    taxNumber: row.taxNumber === null ? null : sealer.open(row.taxNumber, place("tax_number")),
    email: sealer.open(row.email, place("email")),
    requestedAt: row.createdAt.toISOString(),
    issuedAt: row.issuedAt?.toISOString() ?? null,
    invoiceNumber: row.invoiceNumber,
    fileSha256: row.fileSha256,
  };
}

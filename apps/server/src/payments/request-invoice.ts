/** Accepts a request for an invoice. The recipient is stored sealed. */
import { type Refusal, refuse } from "../core/call.ts";
import { invoiceRequests } from "../infra/db/schema/index.ts";
import type { PaymentDeps } from "./deps.ts";
import { findOwnOrder } from "./order-rows.ts";

export interface InvoiceRequest {
  readonly title: string;
  readonly taxNumber?: string | undefined;
  readonly email: string;
}

export type InvoiceRefusal = Refusal<"not-found" | "order-not-paid" | "invoice-requested">;

/** null when the request was accepted. */
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
  const seal = (text: string, column: string) => sealer.seal(text, { column: `invoice_requests.${column}`, rowId: id });
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

/** PDF of an invoice: finance uploads it to the request, the student downloads it. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import {
  type FileAnswer,
  isRefusal,
  type ReceivePicture,
  type Refusal,
  refuse,
} from "../core/call.ts";
import { inTransaction } from "../infra/db/database.ts";
import { invoiceRequests } from "../infra/db/schema/index.ts";
import { readChecked, sha256Of } from "../infra/object-store/read-checked.ts";
import {
  discardObject,
  dropObjects,
  retainObject,
  storeObject,
} from "../infra/object-store/stored-objects.ts";
import type { DocumentDeps, PaymentDeps } from "./deps.ts";
import { lockInvoice, presentInvoice } from "./invoices.ts";
import { findOwnOrder } from "./order-rows.ts";

type Deps = PaymentDeps & Pick<DocumentDeps, "objects">;
type ReadDeps = Pick<Deps, "db" | "objects">;
type Invoice = RouteAnswer<"giveInvoiceFile">;

const isPdf = (file: Uint8Array): boolean =>
  Buffer.from(file.subarray(0, 5)).toString("latin1") === "%PDF-";

/** Stores the PDF of an invoice. A new file replaces the previous one. */
export async function giveInvoiceFile(
  deps: Deps,
  {
    invoiceId,
    staffId,
    receiveFile,
  }: { readonly invoiceId: string; readonly staffId: string; readonly receiveFile: ReceivePicture },
): Promise<Invoice | Refusal> {
  const whereThisInvoice = eq(invoiceRequests.id, invoiceId);
  if ((await deps.db.$count(invoiceRequests, whereThisInvoice)) === 0)
    return refuse("not-found", {});
  const file = await receiveFile();
  if (isRefusal(file)) return file;
  if (!isPdf(file)) return refuse("invoice-not-pdf", {});
  const fileKey = await storeObject(deps, "invoices", file);
  const result = await inTransaction(deps.db, async (tx) => {
    const locked = await lockInvoice(tx, invoiceId);
    if (!locked) return refuse("not-found", {});
    const { invoice, order } = locked;
    if (invoice.issuedAt === null) return refuse("invoice-not-issued", {});
    await retainObject(tx, fileKey);
    if (invoice.fileKey !== null) await dropObjects(tx, deps.clock, [invoice.fileKey], null);
    await tx
      .update(invoiceRequests)
      .set({ fileKey, fileSha256: sha256Of(file) })
      .where(eq(invoiceRequests.id, invoiceId));
    await appendAudit(
      tx,
      deps.clock,
      `finance:${staffId}`,
      "invoice-file-uploaded",
      `order:${order.id}`,
      {
        invoiceId,
      },
    );
    return presentInvoice({ ...invoice, fileKey }, order, deps.sealer);
  });
  if (isRefusal(result)) await discardObject(deps, fileKey);
  return result;
}

export async function downloadInvoice(
  deps: ReadDeps,
  orderId: string,
  accountId: string,
): Promise<FileAnswer | Refusal<"not-found" | "invoice-not-there">> {
  const order = await findOwnOrder(deps.db, orderId, accountId);
  if (!order) return refuse("not-found", {});
  const [invoice] = await deps.db
    .select()
    .from(invoiceRequests)
    .where(eq(invoiceRequests.orderId, order.id));
  return invoice ? fileOf(deps, invoice) : refuse("invoice-not-there", {});
}

/** Reads the PDF for finance, who may read all invoices. */
export async function takeInvoiceFile(
  deps: ReadDeps,
  invoiceId: string,
): Promise<FileAnswer | Refusal<"not-found" | "invoice-not-there">> {
  const [invoice] = await deps.db
    .select()
    .from(invoiceRequests)
    .where(eq(invoiceRequests.id, invoiceId));
  return invoice ? fileOf(deps, invoice) : refuse("not-found", {});
}

async function fileOf(
  { objects }: ReadDeps,
  { id, fileKey, fileSha256, invoiceNumber }: typeof invoiceRequests.$inferSelect,
): Promise<FileAnswer | Refusal<"invoice-not-there">> {
  if (fileKey === null) return refuse("invoice-not-there", {});
  const bytes = await readChecked(objects, { key: fileKey, sha256: fileSha256 });
  return { bytes, mediaType: "application/pdf", fileName: `发票-${invoiceNumber ?? id}.pdf` };
}

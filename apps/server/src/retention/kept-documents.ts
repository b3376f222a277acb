/** Receipts and invoices of a collection: a receipt is made when it is asked for, an invoice is kept once finance has put it in. */
import { asc, eq, inArray } from "drizzle-orm";
import { isRefusal } from "../core/call.ts";
import { invoiceRequests, orders } from "../infra/db/schema/index.ts";
import { readChecked } from "../infra/object-store/read-checked.ts";
import type { FileDeps, FilesOf, KeptFile } from "./kept-file.ts";

export async function keptDocuments(deps: FileDeps, of: FilesOf): Promise<KeptFile[]> {
  const { db } = deps;
  const rows = await db
    .select()
    .from(orders)
    .where(eq(orders.collectionId, of.collection.id))
    .orderBy(asc(orders.createdAt), asc(orders.id));
  const ids = rows.map(({ id }) => id);
  const invoices = await db.select().from(invoiceRequests).where(inArray(invoiceRequests.orderId, ids));
  return rows.flatMap((order) => {
    const invoice = invoices.find(({ orderId }) => orderId === order.id);
    const receipt = receiptOf(deps, of, order);
    return invoice && invoice.fileKey !== null ? [receipt, invoiceOf(deps, of, order, invoice)] : [receipt];
  });
}

type OrderRow = typeof orders.$inferSelect;

function receiptOf(deps: FileDeps, { collection, folder, language }: FilesOf, order: OrderRow): KeptFile {
  const { id: collectionId, accountId } = collection;
  return {
    kind: "receipt",
    collectionId,
    key: null,
    sha256: null,
    path: `${folder}/receipt-${order.outTradeNo}`,
    read: async () => {
      const made = await deps.makeReceipt({ orderId: order.id, accountId, language });
      return isRefusal(made) ? null : { bytes: made.bytes, ending: "pdf" };
    },
  };
}

function invoiceOf(
  { objects }: FileDeps,
  { collection, folder }: FilesOf,
  order: OrderRow,
  { fileKey: key, fileSha256: sha256 }: typeof invoiceRequests.$inferSelect,
): KeptFile {
  return {
    kind: "invoice",
    collectionId: collection.id,
    key,
    sha256,
    path: `${folder}/invoice-${order.outTradeNo}`,
    read: async () => ({ bytes: await readChecked(objects, { key, sha256 }), ending: "pdf" }),
  };
}

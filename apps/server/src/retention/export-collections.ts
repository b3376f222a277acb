/** A student's collections with all stored data, and the roles that viewed them. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { asc, eq, inArray } from "drizzle-orm";
import { readReport } from "../core/attempt/read-report.ts";
import { openStudent } from "../core/collection/person.ts";
import { openWords, reasonOfMove, refundDeclineReason, refundReason } from "../core/free-words.ts";
import type { Database } from "../infra/db/database.ts";
import {
  attempts,
  collectionHistory,
  collections,
  identityEvidence,
  invoiceRequests,
  messages,
  orders,
  persons,
  refunds,
  registryBatches,
  registryItems,
  serviceCases,
  serviceNotes,
} from "../infra/db/schema/index.ts";
import { type ObjectLoss, objectLossOf } from "../infra/object-store/read-checked.ts";
import { isReferenced } from "../infra/object-store/references.ts";
import type { Warn } from "../infra/process-each-row.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import { exportLooks } from "./export-looks.ts";
import { type LeavingDeps, listLeavable } from "./leave-collection.ts";

/** Marks a student's data as lost when its object is missing or damaged, without failing the rest. */
export interface LostData {
  readonly lost: ObjectLoss;
}

/**
 * Reads data, or returns a mark for lost data. Rethrows all other errors, because an unavailable store still has the
 * object. `key` is the object's. Returns null when it was deleted or replaced since its row was read.
 */
export async function readOrLost<Value>(
  { db, warn }: { readonly db: Database; readonly warn: Warn },
  key: string | null,
  read: () => Promise<Value>,
): Promise<Value | LostData | null> {
  try {
    return await read();
  } catch (error) {
    const lost = objectLossOf(error);
    if (lost === null) throw error;
    if (key !== null && !(await isReferenced(db, key))) return null;
    warn({ lost }, "what a student takes along is not in the object store as it was put there");
    return { lost };
  }
}

type ExportedOrder = RouteAnswer<"exportMyData">["collections"][number]["orders"][number];
type OrderRow = typeof orders.$inferSelect;
type RefundRow = typeof refunds.$inferSelect;
type InvoiceRow = typeof invoiceRequests.$inferSelect;

/** Reads the orders of these collections, by collection id, oldest first. */
async function exportOrders(
  { db, sealer }: { readonly db: Database; readonly sealer: Sealer },
  collectionIds: readonly string[],
): Promise<(collectionId: string) => ExportedOrder[]> {
  const whereOfCollections = inArray(orders.collectionId, [...collectionIds]);
  const rows = await db
    .select()
    .from(orders)
    .where(whereOfCollections)
    .orderBy(asc(orders.createdAt), asc(orders.id));
  const back = await db
    .select({ refund: refunds })
    .from(refunds)
    .innerJoin(orders, eq(orders.id, refunds.orderId))
    .where(whereOfCollections)
    .orderBy(asc(refunds.createdAt));
  const invoices = await db
    .select({ invoice: invoiceRequests })
    .from(invoiceRequests)
    .innerJoin(orders, eq(orders.id, invoiceRequests.orderId))
    .where(whereOfCollections);
  return (collectionId) =>
    rows
      .filter((row) => row.collectionId === collectionId)
      .map((row) => ({
        ...orderOf(row),
        refunds: back
          .filter(({ refund }) => refund.orderId === row.id)
          .map(({ refund }) => refundOf(refund, sealer)),
        invoice: invoiceOf(
          invoices.find(({ invoice }) => invoice.orderId === row.id)?.invoice,
          sealer,
        ),
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

type Reported = Pick<RouteAnswer<"exportMyData">["collections"][number], "registry" | "messages">;

/** Reads disclosures by collection id. */
async function exportMessages(
  db: Database,
  collectionIds: readonly string[],
): Promise<(collectionId: string) => Reported> {
  const handedIn = await db
    .select({ item: registryItems, sentAt: registryBatches.sentAt })
    .from(registryItems)
    .innerJoin(registryBatches, eq(registryBatches.id, registryItems.batchId))
    .where(inArray(registryItems.collectionId, [...collectionIds]))
    .orderBy(asc(registryBatches.createdAt), asc(registryItems.id));
  const sent = await db
    .select()
    .from(messages)
    .where(inArray(messages.collectionId, [...collectionIds]))
    .orderBy(asc(messages.createdAt), asc(messages.id));
  return (collectionId) => ({
    registry: handedIn
      .filter(({ item }) => item.collectionId === collectionId)
      .map(({ item: { attemptId, state, identity, reason, receipt, settledAt }, sentAt }) => ({
        ...{ attemptId, state, identity, reason, receipt },
        sentAt: sentAt?.toISOString() ?? null,
        settledAt: settledAt?.toISOString() ?? null,
      })),
    messages: sent
      .filter((message) => message.collectionId === collectionId)
      .map(({ template, state, channel, createdAt }) => ({
        ...{ template, state, channel },
        createdAt: createdAt.toISOString(),
      })),
  });
}

type ExportDeps = Pick<LeavingDeps, "db" | "sealer" | "objects" | "refundOnLeaving" | "warn">;
type Exported = RouteAnswer<"exportMyData">["collections"][number];
type AttemptRow = typeof attempts.$inferSelect;

export async function exportCollections(deps: ExportDeps, accountId: string): Promise<Exported[]> {
  const { db, sealer, refundOnLeaving } = deps;
  const own = await db
    .select({ collection: collections, person: persons })
    .from(collections)
    .innerJoin(persons, eq(persons.id, collections.personId))
    .where(eq(collections.accountId, accountId))
    .orderBy(asc(collections.createdAt));
  const ids = own.map(({ collection }) => collection.id);
  const moves = await db
    .select()
    .from(collectionHistory)
    .where(inArray(collectionHistory.collectionId, ids))
    .orderBy(asc(collectionHistory.id));
  const photos = await db
    .select()
    .from(attempts)
    .where(inArray(attempts.collectionId, ids))
    .orderBy(asc(attempts.number));
  const looks = await exportLooks(deps, {
    attemptIds: photos.map(({ id }) => id),
    collectionIds: ids,
  });
  const notes = await db
    .select({ collectionId: serviceNotes.collectionId })
    .from(serviceNotes)
    .where(inArray(serviceNotes.collectionId, ids));
  const cases = await db
    .select({ collectionId: serviceCases.collectionId })
    .from(serviceCases)
    .where(inArray(serviceCases.collectionId, ids));
  const ordersOf = await exportOrders(deps, ids);
  const messagesOf = await exportMessages(db, ids);
  const evidence = await db
    .select()
    .from(identityEvidence)
    .where(inArray(identityEvidence.collectionId, ids));
  const refundsFen = new Map<string, number>();
  for (const leaving of await listLeavable(db, accountId))
    refundsFen.set(leaving.collectionId, await refundOnLeaving(leaving));
  const reports = new Map<string, Exported["attempts"][number]["report"]>();
  for (const photo of photos) reports.set(photo.id, await reportOf(deps, photo));
  return own.map(({ collection, person }) => {
    const { class: className, ...student } = openStudent(person, sealer);
    return {
      collectionId: collection.id,
      serviceCases: cases.filter(({ collectionId }) => collectionId === collection.id).length,
      serviceNotes: notes.filter(({ collectionId }) => collectionId === collection.id).length,
      state: collection.state,
      feeFen: collection.feeFen,
      orders: ordersOf(collection.id),
      evidence: evidence
        .filter(({ collectionId }) => collectionId === collection.id)
        .map(({ kind, grantedAt, takenAt, objectSha256 }) => ({
          kind,
          grantedAt: grantedAt.toISOString(),
          takenAt: takenAt?.toISOString() ?? null,
          sha256: objectSha256,
        })),
      ...messagesOf(collection.id),
      looks: looks.ofCollection(collection.id),
      looksComplete: looks.isComplete,
      refundOnLeavingFen: refundsFen.get(collection.id) ?? null,
      createdAt: collection.createdAt.toISOString(),
      retainUntil: collection.retainUntil.toISOString(),
      person: { ...student, className, schoolCode: person.schoolCode },
      history: moves
        .filter(({ collectionId }) => collectionId === collection.id)
        .map((step) => ({
          move: step.move,
          state: step.toState,
          byRole: step.actorRole,
          reason: reasonOfMove(sealer, step),
          at: step.at.toISOString(),
        })),
      attempts: photos
        .filter(({ collectionId }) => collectionId === collection.id)
        .map((photo) => ({
          attemptId: photo.id,
          number: photo.number,
          state: photo.state,
          source: photo.source,
          byRole: photo.byRole,
          createdAt: photo.createdAt.toISOString(),
          originalSha256: photo.originalSha256,
          photoSha256: photo.photoSha256,
          displaySha256: photo.displaySha256,
          picturesDeletedAt: photo.picturesDeletedAt?.toISOString() ?? null,
          report: reports.get(photo.id) ?? null,
          looks: looks.ofAttempt(photo.id),
        })),
    };
  });
}

/** Reads a report. A lost report is marked as lost and does not block the rest. */
async function reportOf(deps: ExportDeps, photo: AttemptRow) {
  if (photo.picturesDeletedAt !== null) return {};
  return readOrLost(deps, photo.reportKey, () => readReport(deps.objects, photo));
}

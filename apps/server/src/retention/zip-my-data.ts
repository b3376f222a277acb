/**
 * All stored data of a student as a ZIP, generated while it is sent: pictures and documents first, then the data, which
 * list the state of each file.
 */
import type { Language } from "@gradphoto/domain";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { type DownloadAnswer, isRefusal } from "../core/call.ts";
import { studentActor } from "../core/caller.ts";
import { streamZip, type ZippedFile } from "../core/zip/stream-zip.ts";
import { inTransaction } from "../infra/db/database.ts";
import { collections, invoiceRequests, orders, sessions } from "../infra/db/schema/index.ts";
import { readChecked } from "../infra/object-store/read-checked.ts";
import { type Lost, orLost } from "./export-collections.ts";
import { exportMyData } from "./export-my-data.ts";
import type { LeavingDeps } from "./leave-collection.ts";
import { readMe } from "./read-me.ts";
import type { FileDeps, FilesOf, StoredDataFile } from "./stored-pictures.ts";
import { storedEvidence, storedPhotos } from "./stored-pictures.ts";

/** Receipts and invoices of a collection. Receipts are generated; an invoice exists once finance has uploaded it. */
async function storedDocuments(deps: FileDeps, of: FilesOf): Promise<StoredDataFile[]> {
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

function receiptOf(deps: FileDeps, { collection, folder, language }: FilesOf, order: OrderRow): StoredDataFile {
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
): StoredDataFile {
  return {
    kind: "invoice",
    collectionId: collection.id,
    key,
    sha256,
    path: `${folder}/invoice-${order.outTradeNo}`,
    read: async () => ({ bytes: await readChecked(objects, { key, sha256 }), ending: "pdf" }),
  };
}

export type CopyDeps = FileDeps &
  Pick<LeavingDeps, "db" | "clock" | "ids" | "sealer" | "objects" | "refundOnLeaving" | "warn">;

/** Entry in `my-data.json`. */
interface ListedFile extends Pick<StoredDataFile, "kind" | "collectionId" | "sha256"> {
  /** Name in the ZIP; a lost file is not included. */
  readonly name: string;
  readonly state: "included" | Lost["lost"];
}

/** The student signed out or deleted the data while the ZIP was sent, so it ends. */
export class SignedOutMeanwhile extends Error {
  override readonly name = "SignedOutMeanwhile";
}

/** The ZIP was requested again while it was sent; only the later one continues. */
export class RequestedMeanwhile extends Error {
  override readonly name = "RequestedMeanwhile";
}

/** The ZIP that this process generates for each account. Only one at a time, because it reads every picture. */
export type ZipsInProgress = Map<string, symbol>;

/** Session that downloads it. */
export interface Taker {
  readonly accountId: string;
  readonly tokenSha256: string;
  /** Language of the receipts. */
  readonly language: Language;
}

export async function zipMyData(deps: CopyDeps, taker: Taker, inProgress: ZipsInProgress): Promise<DownloadAnswer> {
  const { clock, ids } = deps;
  const { accountId } = taker;
  const files = await storedFiles(deps, taker);
  return {
    mediaType: "application/zip",
    fileName: "gradphoto-my-data.zip",
    etag: ids(),
    totalBytes: null,
    read: async function* () {
      const own = Symbol(accountId);
      inProgress.set(accountId, own);
      const check = async (): Promise<void> => {
        if (inProgress.get(accountId) !== own) throw new RequestedMeanwhile();
        if (!(await isSignedIn(deps, taker))) throw new SignedOutMeanwhile();
      };
      try {
        await record(deps, accountId, files.length);
        yield* streamZip(contents(deps, taker, { files, check }), clock());
      } finally {
        if (inProgress.get(accountId) === own) inProgress.delete(accountId);
      }
    },
  };
}

async function storedFiles(deps: CopyDeps, { accountId, language }: Taker): Promise<readonly StoredDataFile[]> {
  const own = await deps.db
    .select()
    .from(collections)
    .where(eq(collections.accountId, accountId))
    .orderBy(asc(collections.createdAt), asc(collections.id));
  const files: StoredDataFile[] = [];
  for (const [index, collection] of own.entries()) {
    const of = { collection, folder: `collection-${index + 1}`, language };
    files.push(
      ...(await storedPhotos(deps, of)),
      ...(await storedEvidence(deps, of)),
      ...(await storedDocuments(deps, of)),
    );
  }
  return files;
}

/** Runs before the first byte: without a record, nothing is sent. */
const record = ({ db, clock }: CopyDeps, accountId: string, files: number): Promise<void> =>
  inTransaction(db, (tx) =>
    appendAudit(tx, clock, {
      actor: studentActor(accountId),
      action: "my-data-downloaded",
      subject: `account:${accountId}`,
      details: { files },
    }),
  );

const isSignedIn = async ({ db }: CopyDeps, { tokenSha256 }: Taker): Promise<boolean> =>
  (await db.$count(sessions, and(eq(sessions.tokenSha256, tokenSha256), isNull(sessions.revokedAt)))) > 0;

interface Sent {
  readonly files: readonly StoredDataFile[];
  /** Throws when the download must end. */
  readonly check: () => Promise<void>;
}

async function* contents(deps: CopyDeps, taker: Taker, { files, check }: Sent): AsyncGenerator<ZippedFile> {
  const reported: ListedFile[] = [];
  yield { name: "README.txt", bytes: Buffer.from(readMe) };
  for (const { path, key, read, ...about } of files) {
    await check();
    const match = await orLost(deps, key, read);
    if (match === null) continue;
    if ("lost" in match) {
      reported.push({ name: path, ...about, state: match.lost });
      continue;
    }
    const name = `${path}.${match.ending}`;
    reported.push({ name, ...about, state: "included" });
    yield { name, bytes: match.bytes };
  }
  await check();
  const data = { madeAt: deps.clock().toISOString(), ...(await exportMyData(deps, taker.accountId)), files: reported };
  yield { name: "my-data.json", bytes: Buffer.from(JSON.stringify(data, null, 2)) };
}

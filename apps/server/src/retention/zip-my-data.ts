/**
 * All stored data of a student as a ZIP, generated while it is sent: pictures and documents first, then the data, which
 * list the state of each file.
 */
import { brand, type Language } from "@gradphoto/domain";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { type DownloadAnswer, isRefusal, studentActor } from "../core/call.ts";
import { streamZip, type ZippedFile } from "../core/zip.ts";
import { inTransaction } from "../infra/db/database.ts";
import { collections, invoiceRequests, orders, sessions } from "../infra/db/schema/index.ts";
import { readChecked } from "../infra/object-store/read-checked.ts";
import { type LostData, readOrLost } from "./export-collections.ts";
import { exportMyData } from "./export-my-data.ts";
import type { LeavingDeps } from "./leave-collection.ts";
import {
  type FileDeps,
  type FilesOf,
  type StoredDataFile,
  storedEvidence,
  storedPhotos,
} from "./stored-photos.ts";

const zh = `${brand.zh} · 我的数据

这里是我们保存的您的信息，请妥善保管：照片和身份材料一旦给了别人就收不回来。

my-data.json   文字信息：账号、登录过的设备、同意、学籍、每一步、订单与退款、发票信息、
               检查结果，以及什么角色在什么时间看过。用任何文本编辑器都能打开。
               客服备注和工单只列条数，按特殊情况通过的依据不在其中，可联系客服查阅。
               其中 files 列出本压缩包里的每一个文件及其 SHA-256；state 为 missing（缺失）或
               damaged（损坏）的，我们没能取到，请联系客服。
collection-1   第一次采集，文件夹按先后编号，collectionId 写在 my-data.json 中：
  photo-1-original           您上传的原照片（已去掉拍摄地点）
  photo-1-original-as-shown  页面上显示的原照片副本
  photo-1-standard           标准照，审核和学信网核验都没有问题时才有
  photo-1-standard-preview   审核或学信网核验还没有结束的标准照，尺寸较小
  evidence-…                 您提交的身份材料（id-card-held 手持身份证、older-photo 以往证件照、
                             statement 情况说明）
  receipt-…                  收据，按订单号
  invoice-…                  发票，按订单号，财务上传后才有

已经删除的照片不在这里，删除时间写在 my-data.json 中。
`;

const en = `${brand.en} · My data

These are the data that we store about you. Please keep them safe: photos and evidence
of identity that you pass on cannot be taken back.

my-data.json   Text: account, devices you signed in on, consents, enrolment, every
               step, orders and refunds, invoices, findings, and which role looked at it when.
               Any text editor opens it. Notes and cases of customer service are only counted and
               grounds of exceptions left out: please ask customer service for them. Its "files" lists
               each file in this ZIP with its SHA-256; where "state" is missing or damaged we
               could not get it: please ask customer service.
collection-1   The first collection; folders are numbered by time, my-data.json has their collectionId:
  photo-1-original           The photo you uploaded (the place it was taken is cut out)
  photo-1-original-as-shown  The copy of it that pages show
  photo-1-standard           The standard photo, once review and the registry's check raise no question
  photo-1-standard-preview   A standard photo that is not through them yet, smaller
  evidence-...               Evidence of identity you handed in (you with your ID card, an older
                             photo, a statement)
  receipt-...                Receipts, by order number
  invoice-...                Invoices, by order number, once finance has put them in

Photos that were deleted are not here; my-data.json says when.
`;

/** Written in both languages, because the page's language may have been switched since. */
const readMe = `\uFEFF${zh}\n${"-".repeat(60)}\n\n${en}`.replaceAll("\n", "\r\n");

/** Receipts and invoices of a collection. Receipts are generated; an invoice exists once finance has uploaded it. */
async function storedDocuments(deps: FileDeps, of: FilesOf): Promise<StoredDataFile[]> {
  const { db } = deps;
  const rows = await db
    .select()
    .from(orders)
    .where(eq(orders.collectionId, of.collection.id))
    .orderBy(asc(orders.createdAt), asc(orders.id));
  const ids = rows.map(({ id }) => id);
  const invoices = await db
    .select()
    .from(invoiceRequests)
    .where(inArray(invoiceRequests.orderId, ids));
  return rows.flatMap((order) => {
    const invoice = invoices.find(({ orderId }) => orderId === order.id);
    const receipt = receiptOf(deps, of, order);
    return invoice && invoice.fileKey !== null
      ? [receipt, invoiceOf(deps, of, order, invoice)]
      : [receipt];
  });
}

type OrderRow = typeof orders.$inferSelect;

function receiptOf(
  deps: FileDeps,
  { collection, folder, language }: FilesOf,
  order: OrderRow,
): StoredDataFile {
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
  readonly state: "included" | LostData["lost"];
}

/** Ends the ZIP, because the student signed out or deleted the data while it was sent. */
export class SignedOutError extends Error {
  override readonly name = "SignedOutError";
}

/** Ends the ZIP, because it was requested again while it was sent. Only the later one continues. */
export class RequestedAgainError extends Error {
  override readonly name = "RequestedAgainError";
}

/**
 * The ZIP that this process generates for each account. There is only one at a time, because it reads every picture.
 */
export type ZipsInProgress = Map<string, symbol>;

/** Session that downloads it. */
export interface DownloadSession {
  readonly accountId: string;
  readonly tokenSha256: string;
  /** Language of the receipts. */
  readonly language: Language;
}

export async function zipMyData(
  deps: CopyDeps,
  taker: DownloadSession,
  inProgress: ZipsInProgress,
): Promise<DownloadAnswer> {
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
        if (inProgress.get(accountId) !== own) throw new RequestedAgainError();
        if (!(await isSignedIn(deps, taker))) throw new SignedOutError();
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

async function storedFiles(
  deps: CopyDeps,
  { accountId, language }: DownloadSession,
): Promise<readonly StoredDataFile[]> {
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

/** Records the download before the first byte: without a record, nothing is sent. */
const record = ({ db, clock }: CopyDeps, accountId: string, files: number): Promise<void> =>
  inTransaction(db, (tx) =>
    appendAudit(tx, clock, studentActor(accountId), "my-data-downloaded", `account:${accountId}`, {
      files,
    }),
  );

const isSignedIn = async ({ db }: CopyDeps, { tokenSha256 }: DownloadSession): Promise<boolean> =>
  (await db.$count(
    sessions,
    and(eq(sessions.tokenSha256, tokenSha256), isNull(sessions.revokedAt)),
  )) > 0;

interface Sent {
  readonly files: readonly StoredDataFile[];
  /** Throws when the download must end. */
  readonly check: () => Promise<void>;
}

async function* contents(
  deps: CopyDeps,
  taker: DownloadSession,
  { files, check }: Sent,
): AsyncGenerator<ZippedFile> {
  const reported: ListedFile[] = [];
  yield { name: "README.txt", bytes: Buffer.from(readMe) };
  for (const { path, key, read, ...about } of files) {
    await check();
    const content = await readOrLost(deps, key, read);
    if (content === null) continue;
    if ("lost" in content) {
      reported.push({ name: path, ...about, state: content.lost });
      continue;
    }
    const name = `${path}.${content.ending}`;
    reported.push({ name, ...about, state: "included" });
    yield { name, bytes: content.bytes };
  }
  await check();
  const data = {
    madeAt: deps.clock().toISOString(),
    ...(await exportMyData(deps, taker.accountId)),
    files: reported,
  };
  yield { name: "my-data.json", bytes: Buffer.from(JSON.stringify(data, null, 2)) };
}

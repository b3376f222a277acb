/** Accepts an upload: stores the picture, then writes attempt, move and job in one transaction. */

import { createHash } from "node:crypto";
import { type Photographer, type PhotoSource, uploadedPicture } from "@gradphoto/domain";
import { and, eq, gt, ne, sql } from "drizzle-orm";
import { isRefusal, type ReceivePicture, type Refusal, refuse } from "../core/call.ts";
import { lockCollection } from "../core/collection/lock-collection.ts";
import { moveCollection } from "../core/collection/move-collection.ts";
import {
  findOwnCollection,
  type OwnCollection,
  uploadRefusal,
} from "../core/collection/own-collection.ts";
import { consentRefusal } from "../core/collection/read-consents.ts";
import { type AcceptedPicture, inspectUpload } from "../core/inspect-upload.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { attempts } from "../infra/db/schema/index.ts";
import { forEachChunk } from "../infra/for-each-chunk.ts";
import { enqueue } from "../infra/jobs/enqueue.ts";
import { discardObject, retainObject, storeObject } from "../infra/object-store/stored-objects.ts";
import type { PhotoDeps } from "./deps.ts";
import { endRefused } from "./photo-queue.ts";

/** Limits how many works of one kind run at once. The rest waits in order of arrival. */
export function limitConcurrency(
  places: number,
): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let free = places;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      // The place is passed to the next in line directly, so that nobody overtakes.
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}

export interface Upload {
  readonly collectionId: string;
  /** The student's account, also when a helper takes the photo. */
  readonly accountId: string;
  readonly byRole: Photographer;
  readonly source: PhotoSource;
  readonly receivePicture: ReceivePicture;
  readonly idempotencyKey: string;
}

export type UploadDeps = Omit<PhotoDeps, "links" | "notifications" | "queue" | "readStatus">;

/**
 * Stores an upload and returns the attempt's id. The same key with the same bytes returns the same id. A refusal stores
 * nothing.
 */
export async function uploadAttempt(deps: UploadDeps, upload: Upload): Promise<string | Refusal> {
  const { db, inspect } = deps;
  const own = await findOwnCollection(db, upload.accountId, upload.collectionId);
  if (!own) return refuse("not-found", {});
  const repeated = await withKey(db, upload);
  const mayNot = repeated ? null : await sendRefusal(deps, own, upload);
  if (mayNot) return mayNot;

  const sent = await upload.receivePicture();
  if (isRefusal(sent)) return sent;
  const picture = await inspectUpload(inspect, sent);
  if (isRefusal(picture)) return picture;
  // Hash, deduplication and all later steps use the stored bytes.
  const { stored } = picture;
  const hash = createHash("sha256");
  await forEachChunk(stored, (piece) => void hash.update(piece));
  const originalSha256 = hash.digest("hex");
  if (repeated) return sameOrRefused(repeated, originalSha256);
  const tooSmall = sizeRefusal(picture, own.collection.spec);
  if (tooSmall) return tooSmall;

  return limitedStores(async () => {
    const originalKey = await storeObject(deps, "originals", stored);
    const original = { originalKey, originalSha256, originalBytes: stored.length };
    const taken = await inTransaction(db, (tx) => take(deps, tx, own, upload, original));
    if (typeof taken === "string") return taken;
    await discardObject(deps, originalKey);
    return "attemptId" in taken ? taken.attemptId : taken;
  });
}

/**
 * Upload transactions at once. While one waits for its disk or another upload's lock, it holds a connection, so most
 * connections must stay free for other requests.
 */
const limitedStores = limitConcurrency(3);

/** Returns refusals that are known before the body is read. */
const sendRefusal = async (
  deps: UploadDeps,
  own: OwnCollection,
  upload: Upload,
): Promise<Refusal | null> =>
  uploadRefusal(own.collection, upload.byRole) ??
  (await consentRefusal(deps.db, upload.accountId, own.project.schoolCode)) ??
  (upload.source === "album" && !own.project.albumAllowed
    ? refuse("album-not-allowed", {})
    : null) ??
  (await limitRefusal(deps.db, own)) ??
  (await bytesRefusal(deps, upload));

function sizeRefusal(
  { width, height }: AcceptedPicture,
  spec: OwnCollection["collection"]["spec"],
) {
  const minWidth = Math.ceil(spec.widthPx / spec.maxScale);
  const minHeight = Math.ceil(spec.heightPx / spec.maxScale);
  const isSmall = width < minWidth || height < minHeight;
  return isSmall ? refuse("photo-too-small", { width, height, minWidth, minHeight }) : null;
}

type Reader = Pick<UploadDeps, "db">["db"] | Transaction;

interface Uploaded {
  readonly id: string;
  readonly sha256: string;
}

async function withKey(
  db: Reader,
  { collectionId, idempotencyKey }: Upload,
): Promise<Uploaded | null> {
  const [row] = await db
    .select({ id: attempts.id, sha256: attempts.originalSha256 })
    .from(attempts)
    .where(and(eq(attempts.collectionId, collectionId), eq(attempts.uploadKey, idempotencyKey)));
  return row ?? null;
}

const sameOrRefused = ({ id, sha256 }: Uploaded, sent: string) =>
  sha256 === sent ? id : refuse("idempotency-key-reused", {});

/** Refuses an upload over the limit of attempts. Attempts that failed because of the service do not count. */
async function limitRefusal(db: Reader, { collection, project }: OwnCollection) {
  const limit = project.attemptsLimit;
  if (limit === null) return null;
  const used = await db.$count(
    attempts,
    and(eq(attempts.collectionId, collection.id), ne(attempts.state, "failed")),
  );
  return used >= limit ? refuse("attempts-used-up", { limit }) : null;
}

/** Maximum bytes per day: twenty pictures of the maximum size, far above normal use. */
const bytesADay = 200 * 1024 * 1024;
const dayMs = 86_400_000;

async function bytesRefusal({ db, clock }: UploadDeps, { collectionId }: Upload) {
  const since = new Date(clock().getTime() - dayMs);
  const [recently] = await db
    .select({ bytes: sql<number>`coalesce(sum(${attempts.originalBytes}), 0)`.mapWith(Number) })
    .from(attempts)
    .where(and(eq(attempts.collectionId, collectionId), gt(attempts.createdAt, since)));
  const isMore = (recently?.bytes ?? 0) + uploadedPicture.maxBytes > bytesADay;
  return isMore ? refuse("too-many-requests", { retryAfterS: dayMs / 1000 / 24 }) : null;
}

interface StoredOriginal {
  readonly originalKey: string;
  readonly originalSha256: string;
  readonly originalBytes: number;
}

/**
 * Writes the attempt. Returns `attemptId` alone when another request with the same key was faster, so that the object
 * of this one is not needed.
 */
async function take(
  { clock, ids }: UploadDeps,
  tx: Transaction,
  own: OwnCollection,
  upload: Upload,
  original: StoredOriginal,
): Promise<string | { readonly attemptId: string } | Refusal> {
  const { collectionId, byRole, source } = upload;
  // Serializes the uploads of one collection from here on.
  await lockCollection(tx, collectionId);
  const repeated = await withKey(tx, upload);
  if (repeated) {
    const same = sameOrRefused(repeated, original.originalSha256);
    return isRefusal(same) ? same : { attemptId: same };
  }
  const refusal =
    (await consentRefusal(tx, upload.accountId, own.project.schoolCode)) ??
    (await limitRefusal(tx, own));
  if (refusal) return refusal;
  const id = ids();
  const moved = await moveCollection(tx, clock, {
    collectionId,
    move: "upload",
    actor: { role: byRole, id: upload.accountId },
    details: { attempt: id },
  });
  if (isRefusal(moved)) return moved;
  const [last] = await tx
    .select({ number: sql<number>`coalesce(max(${attempts.number}), 0)`.mapWith(Number) })
    .from(attempts)
    .where(eq(attempts.collectionId, collectionId));
  await tx.insert(attempts).values({
    id,
    collectionId,
    number: (last?.number ?? 0) + 1,
    state: "processing",
    source,
    byRole,
    ...original,
    uploadKey: upload.idempotencyKey,
    createdAt: clock(),
    retainUntil: own.collection.retainUntil,
  });
  await retainObject(tx, original.originalKey);
  await endRefused(tx, clock, collectionId);
  await enqueue(tx, "standardize-photo", { attemptId: id });
  return id;
}

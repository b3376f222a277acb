/** Takes a photo in: stored first, then attempt, move and job in one transaction. */
import type { Photographer, PhotoSource } from "@gradphoto/domain";
import { cutUpload } from "@gradphoto/engine/node";
import { and, eq, gt, ne, sql } from "drizzle-orm";
import { isRefusal, type Refusal, refuse } from "../core/call.ts";
import { consentRefusal } from "../core/collection/consents-given.ts";
import { type MoveRefusal, moveCollection } from "../core/collection/move-collection.ts";
import { findOwnCollection, type OwnCollection, uploadRefusal } from "../core/collection/own-collection.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { attempts, collections } from "../infra/db/schema/index.ts";
import { enqueue } from "../infra/jobs/enqueue.ts";
import { discardObject, keepObject, storeObject } from "../infra/object-store/kept-objects.ts";
import { sha256Of } from "../infra/object-store/read-checked.ts";
import type { PhotoDeps } from "./deps.ts";
import { endRefused } from "./end-refused.ts";
import { judgeUpload } from "./judge-upload.ts";

export interface Upload {
  readonly collectionId: string;
  /** The student's, also when a helper takes the photo. */
  readonly accountId: string;
  readonly byRole: Photographer;
  readonly source: PhotoSource;
  readonly picture: Uint8Array;
  readonly idempotencyKey: string;
}

export type UploadRefusal =
  | MoveRefusal
  | Refusal<"too-many-requests">
  | Refusal<
      | "consent-missing"
      | "album-not-allowed"
      | "attempts-used-up"
      | "photo-wrong-type"
      | "photo-broken"
      | "photo-too-small"
      | "photo-too-many-pixels"
      | "idempotency-key-reused"
    >;

export type UploadDeps = Omit<PhotoDeps, "links" | "notifications" | "jobTable" | "queue" | "readStatus">;

/** The attempt's id. The same key with the same bytes answers the same id; a refusal leaves nothing behind. */
export async function uploadAttempt(deps: UploadDeps, sent: Upload): Promise<string | UploadRefusal> {
  const { db, inspect } = deps;
  // Hash, repetition and everything later is of what is kept.
  const upload = { ...sent, picture: cutUpload(sent.picture) };
  const own = await findOwnCollection(db, upload.accountId, upload.collectionId);
  if (!own) return refuse("not-found", {});
  const originalSha256 = sha256Of(upload.picture);
  const before = await uploadedBefore(db, upload, originalSha256);
  if (before) return before;
  const refusal =
    uploadRefusal(own.collection, upload.byRole) ??
    (await consentRefusal(db, upload.accountId, own.project.schoolCode)) ??
    (upload.source === "album" && !own.project.albumAllowed ? refuse("album-not-allowed", {}) : null) ??
    (await limitRefusal(db, own)) ??
    (await bytesRefusal(deps, upload)) ??
    judgeUpload(inspect, upload.picture, own.collection.spec);
  if (refusal) return refusal;

  const originalKey = await storeObject(deps, "originals", upload.picture);
  const taken = await inTransaction(db, (tx) => take(deps, tx, own, upload, { originalKey, originalSha256 }));
  if (typeof taken === "string") return taken;
  await discardObject(deps, originalKey);
  return "attemptId" in taken ? taken.attemptId : taken;
}

type Reader = Pick<UploadDeps, "db">["db"] | Transaction;

async function uploadedBefore(db: Reader, { collectionId, idempotencyKey }: Upload, sha256: string) {
  const [found] = await db
    .select({ id: attempts.id, sha256: attempts.originalSha256 })
    .from(attempts)
    .where(and(eq(attempts.collectionId, collectionId), eq(attempts.uploadKey, idempotencyKey)));
  if (!found) return null;
  return found.sha256 === sha256 ? found.id : refuse("idempotency-key-reused", {});
}

/** What our own failure cost counts for nobody. */
async function limitRefusal(db: Reader, { collection, project }: OwnCollection) {
  const limit = project.attemptsLimit;
  if (limit === null) return null;
  const used = await db.$count(attempts, and(eq(attempts.collectionId, collection.id), ne(attempts.state, "failed")));
  return used >= limit ? refuse("attempts-used-up", { limit }) : null;
}

/** Twenty of the largest: more than anybody takes of themselves. */
const bytesADay = 200 * 1024 * 1024;
const dayMs = 86_400_000;

async function bytesRefusal({ db, clock }: UploadDeps, { collectionId, picture }: Upload) {
  const since = new Date(clock().getTime() - dayMs);
  const [lately] = await db
    .select({ bytes: sql<number>`coalesce(sum(${attempts.originalBytes}), 0)`.mapWith(Number) })
    .from(attempts)
    .where(and(eq(attempts.collectionId, collectionId), gt(attempts.createdAt, since)));
  const isMore = (lately?.bytes ?? 0) + picture.length > bytesADay;
  return isMore ? refuse("too-many-requests", { retryAfterS: dayMs / 1000 / 24 }) : null;
}

interface StoredOriginal {
  readonly originalKey: string;
  readonly originalSha256: string;
}

/** `attemptId`: another request with the same key was faster, and this one's object is not needed. */
async function take(
  { clock, ids }: UploadDeps,
  tx: Transaction,
  own: OwnCollection,
  upload: Upload,
  original: StoredOriginal,
): Promise<string | { readonly attemptId: string } | UploadRefusal> {
  const { collectionId, byRole, source } = upload;
  // Uploads of one collection take turns from here on.
  await tx.select({ id: collections.id }).from(collections).where(eq(collections.id, collectionId)).for("update");
  const before = await uploadedBefore(tx, upload, original.originalSha256);
  if (before) return isRefusal(before) ? before : { attemptId: before };
  const refusal = (await consentRefusal(tx, upload.accountId, own.project.schoolCode)) ?? (await limitRefusal(tx, own));
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
    originalBytes: upload.picture.length,
    uploadKey: upload.idempotencyKey,
    createdAt: clock(),
    retainUntil: own.collection.retainUntil,
  });
  await keepObject(tx, original.originalKey);
  await endRefused(tx, clock, collectionId);
  await enqueue(tx, "standardize-photo", { attemptId: id });
  return id;
}

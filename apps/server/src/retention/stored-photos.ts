/** Stored pictures of a collection: each photo as uploaded, as displayed and as made, and identity evidence. */
import type { Language } from "@gradphoto/domain";
import { sniffFormat } from "@gradphoto/engine/node";
import { asc, eq } from "drizzle-orm";
import {
  displayCopyOf,
  isReleased,
  type OwnPhotoDeps,
  originalOf,
  readOwnPhoto,
} from "../core/attempt/pictures.ts";
import type { FileAnswer, Refusal } from "../core/call.ts";
import type { Database } from "../infra/db/database.ts";
import { attempts, type collections, identityEvidence } from "../infra/db/schema/index.ts";
import { readChecked } from "../infra/object-store/read-checked.ts";

/** A file in a student's data export: its description, and a function that reads it when needed. */
export interface FileDeps extends OwnPhotoDeps {
  readonly db: Database;
  /** Makes the receipt. Refuses an unpaid order. */
  readonly makeReceipt: (of: {
    readonly orderId: string;
    readonly accountId: string;
    readonly language: Language;
  }) => Promise<FileAnswer | Refusal>;
}

export interface StoredDataFile {
  /** `preview` is the smaller picture of a standard photo that was not approved. */
  readonly kind: "original" | "shown" | "photo" | "preview" | "evidence" | "receipt" | "invoice";
  readonly collectionId: string;
  /** Object key; null for files that are generated. */
  readonly key: string | null;
  /** Hash of the stored object; null for generated files, and for objects older than hashes. */
  readonly sha256: string | null;
  /** Path within the ZIP, without extension. */
  readonly path: string;
  /** Reads the file; returns null when there is none. */
  readonly read: () => Promise<{ readonly bytes: Uint8Array; readonly ending: string } | null>;
}

/** Folder of a collection's files. */
export interface FilesOf {
  readonly collection: typeof collections.$inferSelect;
  readonly folder: string;
  readonly language: Language;
}

export async function storedPhotos(deps: FileDeps, of: FilesOf): Promise<StoredDataFile[]> {
  const rows = await deps.db
    .select()
    .from(attempts)
    .where(eq(attempts.collectionId, of.collection.id))
    .orderBy(asc(attempts.number));
  return rows
    .filter(({ picturesDeletedAt }) => picturesDeletedAt === null)
    .flatMap((attempt) => picturesOf(deps, of, attempt));
}

function picturesOf(
  deps: FileDeps,
  { collection, folder }: FilesOf,
  attempt: typeof attempts.$inferSelect,
) {
  const { objects } = deps;
  const path = `${folder}/photo-${attempt.number}`;
  const original: StoredDataFile = {
    kind: "original",
    collectionId: collection.id,
    key: attempt.originalKey,
    sha256: attempt.originalSha256,
    path: `${path}-original`,
    read: async () => {
      const bytes = await readChecked(objects, originalOf(attempt));
      return { bytes, ending: endingOf(bytes) };
    },
  };
  const visible: StoredDataFile = {
    kind: "shown",
    collectionId: collection.id,
    key: attempt.displayKey,
    sha256: attempt.displaySha256,
    path: `${path}-original-as-shown`,
    read: async () => ({
      bytes: await readChecked(objects, displayCopyOf(attempt)),
      ending: "jpg",
    }),
  };
  const isFullSize = isReleased(collection, attempt.id);
  const photo: StoredDataFile = {
    kind: isFullSize ? "photo" : "preview",
    collectionId: collection.id,
    key: attempt.photoKey,
    sha256: isFullSize ? attempt.photoSha256 : null,
    path: `${path}-standard${isFullSize ? "" : "-preview"}`,
    read: async () => ({ bytes: await readOwnPhoto(deps, collection, attempt), ending: "jpg" }),
  };
  return [
    original,
    ...(attempt.displayKey === null ? [] : [visible]),
    ...(attempt.photoKey === null ? [] : [photo]),
  ];
}

const endings: Readonly<Record<string, string>> = { jpeg: "jpg" };

/** Returns the extension by the first bytes, or a generic one for an unknown format. */
function endingOf(bytes: Uint8Array): string {
  const format = sniffFormat(bytes);
  return format === null ? "bin" : (endings[format] ?? format);
}

export async function storedEvidence(
  { db, objects }: FileDeps,
  { collection, folder }: FilesOf,
): Promise<StoredDataFile[]> {
  const rows = await db
    .select()
    .from(identityEvidence)
    .where(eq(identityEvidence.collectionId, collection.id))
    .orderBy(asc(identityEvidence.kind));
  return rows.map(({ kind, objectKey: key, objectSha256: sha256, fileType }) => ({
    kind: "evidence",
    collectionId: collection.id,
    key,
    sha256,
    path: `${folder}/evidence-${kind}`,
    read: async () => ({
      bytes: await readChecked(objects, { key, sha256 }),
      ending: endings[fileType] ?? fileType,
    }),
  }));
}

/** A file in a student's data export: its description, and a function that reads it when needed. */
import type { Language } from "@gradphoto/domain";
import type { OwnPhotoDeps } from "../core/attempt/own-photo.ts";
import type { FileAnswer, Refusal } from "../core/call.ts";
import type { Database } from "../infra/db/database.ts";
import type { collections } from "../infra/db/schema/index.ts";

export interface FileDeps extends OwnPhotoDeps {
  readonly db: Database;
  /** Refuses an unpaid order. */
  readonly makeReceipt: (of: {
    readonly orderId: string;
    readonly accountId: string;
    readonly language: Language;
  }) => Promise<FileAnswer | Refusal>;
}

export interface KeptFile {
  /** `preview`: the smaller picture of a standard photo that was not approved. */
  readonly kind: "original" | "shown" | "photo" | "preview" | "evidence" | "receipt" | "invoice";
  readonly collectionId: string;
  /** Object key; null for files that are generated. */
  readonly key: string | null;
  /** Hash of the stored object; null for generated files, and for objects older than hashes. */
  readonly sha256: string | null;
  /** Path within the ZIP, without extension. */
  readonly path: string;
  /** null when there is no file. */
  readonly read: () => Promise<{ readonly bytes: Uint8Array; readonly ending: string } | null>;
}

/** Folder of a collection's files. */
export interface FilesOf {
  readonly collection: typeof collections.$inferSelect;
  readonly folder: string;
  readonly language: Language;
}

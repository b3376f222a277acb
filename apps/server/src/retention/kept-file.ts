/** A file that a student takes along: what it is, and how it is read when its turn comes. */
import type { Language } from "@gradphoto/domain";
import type { OwnPhotoDeps } from "../core/attempt/own-photo.ts";
import type { FileAnswer, Refusal } from "../core/call.ts";
import type { Database } from "../infra/db/database.ts";
import type { collections } from "../infra/db/schema/index.ts";

export interface FileDeps extends OwnPhotoDeps {
  readonly db: Database;
  /** Refuses an order that was not paid. */
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
  /** In the object store; null for what is made anew. */
  readonly key: string | null;
  /** Of what is in the store; null for what is made anew, and for what is older than hashes. */
  readonly sha256: string | null;
  /** Within the ZIP, without its ending. */
  readonly path: string;
  /** null where there is nothing to give. */
  readonly read: () => Promise<{ readonly bytes: Uint8Array; readonly ending: string } | null>;
}

/** Where the files of a collection stand. */
export interface FilesOf {
  readonly collection: typeof collections.$inferSelect;
  readonly folder: string;
  readonly language: Language;
}

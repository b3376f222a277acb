/** Stored pictures of an attempt, and its standard photo as the student receives it. */
import { isFrozen } from "@gradphoto/domain";
import type { attempts, collections } from "../../infra/db/schema/index.ts";
import type { ObjectStore } from "../../infra/object-store/object-store.ts";
import { type ObjectReference, readChecked } from "../../infra/object-store/read-checked.ts";

type AttemptRow = typeof attempts.$inferSelect;

/** Returns the object key and hash of the original. The next functions do the same for the other pictures. */
export const originalOf = ({ originalKey, originalSha256 }: AttemptRow): ObjectReference => ({
  key: originalKey,
  sha256: originalSha256,
});

export const photoOf = ({ photoKey, photoSha256 }: AttemptRow): ObjectReference => ({
  key: photoKey,
  sha256: photoSha256,
});

export const displayCopyOf = ({ displayKey, displaySha256 }: AttemptRow): ObjectReference => ({
  key: displayKey,
  sha256: displaySha256,
});

/** Returns true if the student may download the photo: the collection is approved, with this photo. */
export const isReleased = (
  collection: typeof collections.$inferSelect,
  attemptId: string,
): boolean => isFrozen(collection.state) && collection.submittedAttemptId === attemptId;

export interface OwnPhotoDeps {
  readonly objects: Pick<ObjectStore, "get">;
  readonly codec: {
    /** Scales the JPEG so that its long side is at most `longSidePx`. */
    readonly fit: (jpeg: Uint8Array, longSidePx: number) => Promise<Uint8Array>;
  };
}

const previewLongSidePx = 480;

/**
 * Returns the photo in full size after approval. Before that it returns a preview too small to be handed in anywhere.
 */
export async function readOwnPhoto(
  { objects, codec }: OwnPhotoDeps,
  collection: typeof collections.$inferSelect,
  attempt: typeof attempts.$inferSelect,
): Promise<Uint8Array> {
  const photo = await readChecked(objects, photoOf(attempt));
  return isReleased(collection, attempt.id) ? photo : codec.fit(photo, previewLongSidePx);
}

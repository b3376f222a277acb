/**
 * Standard photo as its student receives it: full size after approval, before that a preview too small to be handed in
 * anywhere.
 */
import { isFrozen } from "@gradphoto/domain";
import type { attempts, collections } from "../../infra/db/schema/index.ts";
import type { ObjectStore } from "../../infra/object-store/object-store.ts";
import { readChecked } from "../../infra/object-store/read-checked.ts";
import { photoOf } from "./stored-as.ts";

/** Right of the student to download a finished photo: the collection is approved, and with this photo. */
export const isReleased = (collection: typeof collections.$inferSelect, attemptId: string): boolean =>
  isFrozen(collection.state) && collection.submittedAttemptId === attemptId;

export interface OwnPhotoDeps {
  readonly objects: Pick<ObjectStore, "get">;
  readonly codec: {
    /** Scales the JPEG so that its long side is at most `longSidePx`. */
    readonly fit: (jpeg: Uint8Array, longSidePx: number) => Promise<Uint8Array>;
  };
}

const previewLongSidePx = 480;

export async function readOwnPhoto(
  { objects, codec }: OwnPhotoDeps,
  collection: typeof collections.$inferSelect,
  attempt: typeof attempts.$inferSelect,
): Promise<Uint8Array> {
  const photo = await readChecked(objects, photoOf(attempt));
  return isReleased(collection, attempt.id) ? photo : codec.fit(photo, previewLongSidePx);
}

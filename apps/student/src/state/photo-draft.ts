/** Draft photo: chosen but not sent yet, with the idempotency key of its upload. */
import { isPhotoSource, type PhotoSource } from "@gradphoto/domain";
import { useEffect, useState } from "react";
import { type Picture, platform } from "../platform/index.ts";

export interface PhotoDraft {
  readonly collectionId: string;
  readonly picture: Picture;
  readonly source: PhotoSource;
  readonly idempotencyKey: string;
}

/** Survives a reload, for as long as a student needs who continues with it. */
const retentionMs = 3_600_000;
const key = "gradphoto-photo-draft";

let draft: PhotoDraft | null = null;

export function storePhotoDraft(next: PhotoDraft | null): void {
  draft = next;
  platform.store.write(
    key,
    next && JSON.stringify({ ...next, picture: undefined, storedAtMs: Date.now() }),
  );
  void platform.storePicture(next?.picture ?? null);
}

/** null when none was chosen for this collection, or it could not be stored. */
export async function photoDraft(collectionId: string): Promise<PhotoDraft | null> {
  if (draft) return draft.collectionId === collectionId ? draft : null;
  const stored = storedFacts();
  if (stored && stored.collectionId !== collectionId) return null;
  const picture = stored && (await platform.storedPicture());
  // Removed, so that nobody else finds it later.
  if (!stored || !picture) storePhotoDraft(null);
  else draft = { ...stored, picture };
  return draft;
}

/** undefined: not known yet. The value stays as it was when the page opened, unless the page itself replaces it. */
export function usePhotoDraft(collectionId: string) {
  const [visible, setVisible] = useState<PhotoDraft | null>();
  useEffect(() => void photoDraft(collectionId).then(setVisible), [collectionId]);
  return [visible, setVisible] as const;
}

type DraftFacts = Omit<PhotoDraft, "picture">;

/** Stored data may be outdated or damaged: only valid values count. */
function storedFacts(): DraftFacts | null {
  try {
    const stored: unknown = JSON.parse(platform.store.read(key) ?? "null");
    if (typeof stored !== "object" || stored === null) return null;
    const { collectionId, source, idempotencyKey, storedAtMs } = {
      collectionId: null,
      source: null,
      idempotencyKey: null,
      storedAtMs: 0,
      ...stored,
    };
    const isFresh = typeof storedAtMs === "number" && Date.now() - storedAtMs < retentionMs;
    if (typeof collectionId !== "string" || typeof idempotencyKey !== "string" || !isFresh)
      return null;
    return isPhotoSource(source) ? { collectionId, source, idempotencyKey } : null;
  } catch {
    return null;
  }
}

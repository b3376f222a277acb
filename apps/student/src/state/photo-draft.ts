/** The photo that was chosen and not sent yet, with the key of its upload: a second try is the same upload. */
import { isPhotoSource, type PhotoSource } from "@gradphoto/domain";
import { useEffect, useState } from "react";
import { type Picture, platform } from "../platform/index.ts";

export interface PhotoDraft {
  readonly collectionId: string;
  readonly picture: Picture;
  readonly source: PhotoSource;
  readonly idempotencyKey: string;
}

/** Kept over a reload, and no longer than somebody needs who goes on with it. */
const retentionMs = 3_600_000;
const key = "gradphoto-photo-draft";

let draft: PhotoDraft | null = null;

export function keepPhotoDraft(next: PhotoDraft | null): void {
  draft = next;
  platform.store.write(key, next && JSON.stringify({ ...next, picture: undefined, keptAtMs: Date.now() }));
  void platform.keepPicture(next?.picture ?? null);
}

/** null when none was chosen for this collection, or it could not be kept. */
export async function photoDraft(collectionId: string): Promise<PhotoDraft | null> {
  if (draft) return draft.collectionId === collectionId ? draft : null;
  const stored = keptFacts();
  if (stored && stored.collectionId !== collectionId) return null;
  const picture = stored && (await platform.keptPicture());
  // Nobody else comes upon it later.
  if (!stored || !picture) keepPhotoDraft(null);
  else draft = { ...stored, picture };
  return draft;
}

/** undefined: not known yet. What is kept stays what it was when the page came, but for what the page puts in its place. */
export function usePhotoDraft(collectionId: string) {
  const [visible, setVisible] = useState<PhotoDraft | null>();
  useEffect(() => void photoDraft(collectionId).then(setVisible), [collectionId]);
  return [visible, setVisible] as const;
}

type DraftFacts = Omit<PhotoDraft, "picture">;

/** What was kept may be of an older version or spoilt: only what is understood counts. */
function keptFacts(): DraftFacts | null {
  try {
    const stored: unknown = JSON.parse(platform.store.read(key) ?? "null");
    if (typeof stored !== "object" || stored === null) return null;
    const { collectionId, source, idempotencyKey, keptAtMs } = {
      collectionId: null,
      source: null,
      idempotencyKey: null,
      keptAtMs: 0,
      ...stored,
    };
    const isFresh = typeof keptAtMs === "number" && Date.now() - keptAtMs < retentionMs;
    if (typeof collectionId !== "string" || typeof idempotencyKey !== "string" || !isFresh) return null;
    return isPhotoSource(source) ? { collectionId, source, idempotencyKey } : null;
  } catch {
    return null;
  }
}

/** The photo that was taken and not sent yet, with the key of its upload: a second try is the same upload. */
import type { Picture, PictureSource } from "../platform/index.ts";

export interface PhotoDraft {
  readonly picture: Picture;
  readonly source: PictureSource;
  readonly idempotencyKey: string;
}

let draft: PhotoDraft | null = null;

export const photoDraft = (): PhotoDraft | null => draft;

export const keepPhotoDraft = (next: PhotoDraft | null): void => {
  draft = next;
};

/** Pictures of what is in hand, fetched and decoded while another is looked at: the next photo is painted from memory. */
import type { Review } from "./review.ts";

const pictures = new Map<string, HTMLImageElement[]>();

/** Keeps those of `hand` and lets the others go. */
export function keepPictures(hand: readonly Review[]): void {
  for (const review of hand) fetchPictures(review);
  for (const id of pictures.keys()) if (!hand.some(({ collectionId }) => collectionId === id)) pictures.delete(id);
}

function fetchPictures({ collectionId, pictures: { originalUrl, photoUrl } }: Review): void {
  if (pictures.has(collectionId)) return;
  const images = [originalUrl, photoUrl].flatMap((url) => {
    if (url === null) return [];
    const image = new Image();
    image.src = url;
    // One that cannot be decoded is told where it is shown.
    image.decode().catch(() => undefined);
    return [image];
  });
  pictures.set(collectionId, images);
}

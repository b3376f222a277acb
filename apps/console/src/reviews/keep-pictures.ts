/** Pictures of what is in hand, fetched and decoded while another is looked at: the next photo is painted from memory. */
import type { Review } from "./review.ts";

interface Kept {
  readonly images: readonly HTMLImageElement[];
  /** Resolves also where one cannot be decoded: that is told where it is shown. */
  readonly decoded: Promise<unknown>;
}

const pictures = new Map<string, Kept>();
let wanted: readonly Review[] = [];

/**
 * Keeps those of `hand` that are here and lets the others go. The one in front has the line for itself until it is
 * there, then the next one. Those behind it are fetched as they come nearer: a slow line has better to do, and what is
 * given back was fetched for nothing. Resolves when those of the one in front are here, or cannot be.
 */
export async function keepPictures(hand: readonly Review[]): Promise<void> {
  wanted = hand;
  for (const id of pictures.keys()) if (!hand.some(({ collectionId }) => collectionId === id)) pictures.delete(id);
  const [front, next] = hand;
  if (!front) return;
  await keep(front).decoded;
  if (next && wanted.includes(next)) keep(next);
}

function keep({ collectionId, pictures: { originalUrl, photoUrl } }: Review): Kept {
  const known = pictures.get(collectionId);
  if (known) return known;
  const images = [photoUrl, originalUrl].flatMap((url) => {
    if (url === null) return [];
    const image = new Image();
    image.src = url;
    return [image];
  });
  const kept = { images, decoded: Promise.allSettled(images.map((image) => image.decode())) };
  pictures.set(collectionId, kept);
  return kept;
}

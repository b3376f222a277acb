/** What a collection's photos are made and checked by; null until it is known. */
import type { PhotoSpec } from "@gradphoto/domain";
import { useAnswer } from "./use-answer.ts";

/**
 * As told last, by collection: a later page knows it without a network, and it is the same object for as long as its numbers
 * are the same, since what goes by it begins anew with another.
 */
const known = new Map<string, PhotoSpec>();

/** Without it this phone says nothing and the service checks alone, so that a problem of it needs no words. */
export function usePhotoSpec(collectionId: string): PhotoSpec | null {
  const { value } = useAnswer("readPhotoSpec", collectionId === "" ? null : { params: { collectionId } });
  const previous = known.get(collectionId);
  if (value && JSON.stringify(value.spec) !== JSON.stringify(previous)) known.set(collectionId, value.spec);
  return known.get(collectionId) ?? null;
}

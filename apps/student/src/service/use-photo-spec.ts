/** Spec by which a collection's photos are created and checked; null until it is known. */
import type { PhotoSpec } from "@gradphoto/domain";
import { useAnswer } from "./use-answer.ts";

/**
 * Last known spec by collection: a later page has it without a network. The object stays identical while its numbers
 * do, because dependents restart on another object.
 */
const known = new Map<string, PhotoSpec>();

/** Without it this phone gives no guidance and only the service checks, so a problem needs no message. */
export function usePhotoSpec(collectionId: string): PhotoSpec | null {
  const { value } = useAnswer("readPhotoSpec", collectionId === "" ? null : { params: { collectionId } });
  const previous = known.get(collectionId);
  if (value && JSON.stringify(value.spec) !== JSON.stringify(previous)) known.set(collectionId, value.spec);
  return known.get(collectionId) ?? null;
}

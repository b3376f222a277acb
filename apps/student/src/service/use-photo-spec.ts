/** What a collection's photos are made and checked by; null until it is known. */
import type { PhotoSpec } from "@gradphoto/domain";
import { useRef } from "react";
import { useAnswer } from "./use-answer.ts";

/**
 * The same object for as long as its numbers are the same: what goes by it begins anew with another. Without it this phone
 * says nothing and the service checks alone, so that a problem of it needs no words.
 */
export function usePhotoSpec(collectionId: string): PhotoSpec | null {
  const { value } = useAnswer("readPhotoSpec", collectionId === "" ? null : { params: { collectionId } });
  const kept = useRef<PhotoSpec | null>(null);
  const spec = value?.spec ?? null;
  if (JSON.stringify(spec) !== JSON.stringify(kept.current)) kept.current = spec;
  return kept.current;
}

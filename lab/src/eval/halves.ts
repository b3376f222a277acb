/** Two fixed halves of the people, so that limits chosen on one are scored on the other. */
import { createHash } from "node:crypto";
import { parse } from "node:path";
import type { LabelledPhoto } from "./labelled-photos.ts";

/** One of two fixed halves of the photos. */
export type Half = 0 | 1;

/**
 * Assigns every photo, by file name, to a half. The half is a hash of the original's name, so a derived photo is in
 * the same half as its original.
 */
export function halvesOf(photos: readonly LabelledPhoto[]): Map<string, Half> {
  const byStem = new Map(photos.map((photo) => [parse(photo.file).name, photo]));
  return new Map(photos.map((photo) => [photo.file, halfOf(originOf(photo, byStem))]));
}

/** Follows derivations to the original. Stops at a photo that was already visited. */
function originOf(photo: LabelledPhoto, byStem: ReadonlyMap<string, LabelledPhoto>): string {
  let stem = parse(photo.file).name;
  const visited = new Set<string>();
  for (
    let at: LabelledPhoto | undefined = photo;
    at?.derivedFrom && !visited.has(stem);
    at = byStem.get(stem)
  ) {
    visited.add(stem);
    stem = at.derivedFrom;
  }
  return stem;
}

const halfOf = (name: string): Half =>
  createHash("sha256").update(name).digest().readUInt8(0) & 1 ? 1 : 0;

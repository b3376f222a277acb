/** Splits photos into folds that never change, with what was derived from a photo beside it. */
import { createHash } from "node:crypto";
import { parse } from "node:path";
import type { LabelledPhoto } from "./labelled-photos.ts";

/** Fold 0..folds-1 of every photo, by file name: a hash of the name of the photo it goes back to. */
export function foldsOf(photos: readonly LabelledPhoto[], folds: number): Map<string, number> {
  const byStem = new Map(photos.map((photo) => [parse(photo.file).name, photo]));
  return new Map(photos.map((photo) => [photo.file, hash(originOf(photo, byStem)) % folds]));
}

/** Follows derivations to the first photo; a circle of labels ends where it began. */
function originOf(photo: LabelledPhoto, byStem: ReadonlyMap<string, LabelledPhoto>): string {
  let stem = parse(photo.file).name;
  const visited = new Set<string>();
  for (let at: LabelledPhoto | undefined = photo; at?.derivedFrom && !visited.has(stem); at = byStem.get(stem)) {
    visited.add(stem);
    stem = at.derivedFrom;
  }
  return stem;
}

const hash = (text: string): number => createHash("sha256").update(text).digest().readUInt32BE(0);

/** Splits photos into two halves that never change, what was derived from a photo beside it. */
import { createHash } from "node:crypto";
import { parse } from "node:path";
import type { LabelledPhoto } from "./labelled-photos.ts";

export type Half = 0 | 1;

/** The half of every photo, by file name: a hash of the name of the photo it goes back to. */
export function halvesOf(photos: readonly LabelledPhoto[]): Map<string, Half> {
  const byStem = new Map(photos.map((photo) => [parse(photo.file).name, photo]));
  return new Map(photos.map((photo) => [photo.file, halfOf(originOf(photo, byStem))]));
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

const halfOf = (name: string): Half => (createHash("sha256").update(name).digest().readUInt8(0) & 1 ? 1 : 0);

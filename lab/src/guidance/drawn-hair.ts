/** Draws the person's own hair over the forehead to the eyes, or over the ears. Each lock is stretched downwards. */
import { landmark } from "../../../packages/engine/src/models/landmarks.ts";
import { personClass } from "../../../packages/engine/src/models/person-classes.ts";
import type { Raster } from "../../../packages/engine/src/ports.ts";
import { classAt } from "../../../packages/engine/src/subject/class-shares.ts";
import { toFace, toPicture } from "../../../packages/engine/src/subject/face-frame.ts";
import { randomNumbers } from "../../../packages/engine/src/testing/random-numbers.ts";
import type { PreparedPhoto } from "./prepared-photo.ts";
import { writeBetween } from "./sample-between.ts";

/** One lock of hair in face coordinates: where the hair begins and ends at a position across the face. */
interface Lock {
  readonly top: number;
  readonly bottom: number;
  /** Random change in length of this lock. */
  readonly jitter: number;
}

const lockWidth = 0.02;
/** Minimum length of hair, in eye distances, that makes a lock. */
const minHairIod = 0.25;
/** Range of the random change in length. */
const ragged = 0.12;
const highest = -3;

/**
 * Finds the locks from `from` to `to` across the face, whose lower ends are above `below`; null for a position without
 * hair.
 */
function locksOf(
  { subject, seed }: PreparedPhoto,
  from: number,
  to: number,
  below: number,
): (Lock | null)[] {
  const { frame, classes } = subject;
  const random = randomNumbers(seed + 7);
  const isHair = (u: number, v: number): boolean =>
    classAt(classes, toPicture(frame, u, v), personClass.hair) > 0.6;
  return Array.from({ length: Math.ceil((to - from) / lockWidth) }, (_, i) => {
    const u = from + (i + 0.5) * lockWidth;
    const jitter = ragged * (random() - 0.5);
    let bottom = below;
    while (bottom > highest && !isHair(u, bottom)) bottom -= lockWidth;
    let top = bottom;
    while (top > highest && isHair(u, top)) top -= lockWidth;
    return bottom - top >= minHairIod ? { top, bottom, jitter } : null;
  });
}

/** Length over which a tip fades out, in eye distances. */
const soft = 0.05;

function letDown(
  raster: Raster,
  { subject: { frame } }: PreparedPhoto,
  from: number,
  locks: readonly (Lock | null)[],
  tipOf: (bottom: number) => number,
): Raster {
  const data = Uint8Array.from(raster.data);
  const reach = Math.ceil(4 * frame.iodPx);
  const [centreX, centreY] = [Math.round(frame.origin.x), Math.round(frame.origin.y)];
  for (let y = Math.max(0, centreY - reach); y < Math.min(raster.height, centreY + reach); y++) {
    for (let x = Math.max(0, centreX - reach); x < Math.min(raster.width, centreX + reach); x++) {
      const { u, v } = toFace(frame, { x, y });
      const lock = locks[Math.floor((u - from) / lockWidth)];
      if (!lock || v <= lock.top) continue;
      const tip = tipOf(lock.bottom) + lock.jitter;
      if (tip <= lock.bottom || v >= tip) continue;
      const own = lock.top + ((v - lock.top) / (tip - lock.top)) * (lock.bottom - lock.top);
      // Hair at the hairline is partly skin, so the stretched part ends slightly above it.
      const share = Math.min(1, (tip - v) / soft);
      writeBetween(
        data,
        3 * (y * raster.width + x),
        raster,
        toPicture(frame, u, Math.min(own, lock.bottom - 0.06)),
        share,
      );
    }
  }
  return { ...raster, data };
}

const hairyShare = 0.6;
const isHairy = (locks: readonly (Lock | null)[]): boolean =>
  locks.filter((lock) => lock !== null).length >= hairyShare * locks.length;

/** Range across the forehead, in eye distances. `below` is above the brows: only hair above it counts. */
const forehead = { from: -0.85, to: 0.85, below: -0.35 };
/** Lower ends of the drawn fringe: 0 is the hairline, 1 below the eyes. Longer hair would hide the eyes. */
const downToLids = 0.7;
const belowEyes = 0.3;

/** Draws a fringe over the brows. Returns null for a person with too little hair. */
export function withHairOverBrows(photo: PreparedPhoto): Raster | null {
  const locks = locksOf(photo, forehead.from, forehead.to, forehead.below);
  if (!isHairy(locks)) return null;
  const tipOf = (bottom: number): number => bottom + downToLids * (belowEyes - bottom);
  return letDown(photo.raster, photo, forehead.from, locks, tipOf);
}

/**
 * Range next to the edge of the face, and position of the ear lobe, in eye distances. Only hair above the ear counts.
 */
const ear = { inside: 0.1, outside: 0.5, below: -0.1, lobe: 1.2 };

/** Draws hair over both ears down to the lobes. Returns null for a person with too little hair. */
export function withHairOverEars(photo: PreparedPhoto): Raster | null {
  const { frame, points } = photo.subject;
  const right = toFace(frame, points[landmark.rightCheek]!).u;
  const left = toFace(frame, points[landmark.leftCheek]!).u;
  const sides = [right - ear.outside, left - ear.inside].map((from) => ({
    from,
    locks: locksOf(photo, from, from + ear.inside + ear.outside, ear.below),
  }));
  if (!sides.every(({ locks }) => isHairy(locks))) return null;
  return sides.reduce(
    (raster, { from, locks }) => letDown(raster, photo, from, locks, () => ear.lobe),
    photo.raster,
  );
}

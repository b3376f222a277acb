/** Class composition of a set of picture points, read from the class map. */
import type { Point } from "@gradphoto/domain/photo-standard";
import {
  type ClassMap,
  classCount,
  classMapSize,
  type PersonClass,
} from "../models/person-classes.ts";

/** Returns the offset of the nearest map cell in `probabilities`, or -1 outside the map. */
export function cellOffset(map: ClassMap, x: number, y: number): number {
  const column = Math.floor(((x - map.part.left) / map.part.width) * classMapSize);
  const row = Math.floor(((y - map.part.top) / map.part.height) * classMapSize);
  if (column < 0 || row < 0 || column >= classMapSize || row >= classMapSize) return -1;
  return (row * classMapSize + column) * classCount;
}

/** Returns the probability 0..1 of the class at that place, NaN outside the map. */
export function classAt(map: ClassMap, point: Point, personClass: PersonClass): number {
  const at = cellOffset(map, point.x, point.y);
  return at < 0 ? Number.NaN : map.probabilities[at + personClass]!;
}

export interface ClassShares {
  /** Number of points within the map. */
  readonly count: number;
  /** Returns the mean probability of a class over those points, or 0 when there are none. */
  share(personClass: PersonClass): number;
  /** Returns the sum of the probabilities of a class, an area in units of one point's cell. */
  sum(personClass: PersonClass): number;
}

export function classShares(map: ClassMap, points: readonly Point[]): ClassShares {
  const sums = new Float64Array(classCount);
  let count = 0;
  for (const { x, y } of points) {
    const at = cellOffset(map, x, y);
    if (at < 0) continue;
    count++;
    for (let k = 0; k < classCount; k++) sums[k]! += map.probabilities[at + k]!;
  }
  return {
    count,
    share: (personClass) => (count === 0 ? 0 : sums[personClass]! / count),
    sum: (personClass) => sums[personClass]!,
  };
}

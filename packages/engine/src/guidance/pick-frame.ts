/** Choice of the best frame of a burst: open eyes, then the fewest problems, then the sharpest. */
import { instructions } from "./instructions.ts";
import type { FrameReading } from "./read-frame.ts";

/** Lower is better; the first difference decides. */
type Rank = readonly number[];

/** The problems of a frame are the instructions that it would trigger; among equals the first wins. */
export function pickFrame(readings: readonly FrameReading[]): number {
  if (readings.length === 0) throw new RangeError("of no frames none is the best");
  const ranks = readings.map(rankOf);
  return ranks.reduce((best, rank, i) => (compare(rank, ranks[best]!) < 0 ? i : best), 0);
}

function rankOf(reading: FrameReading): Rank {
  const amiss = instructions.filter(({ applies }) => applies(reading, false)).map(({ id }) => id);
  const blur = reading.findings.get("blur");
  const isBlurred = blur?.verdict !== "pass";
  return [
    Number(reading.head === null),
    Number(amiss.includes("open-eyes")),
    amiss.length + Number(isBlurred),
    -(blur?.value ?? 0),
  ];
}

function compare(one: Rank, other: Rank): number {
  for (const [i, value] of one.entries()) {
    const difference = value - (other[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

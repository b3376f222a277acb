/** A second crop for hair that the fine alpha shows to end elsewhere than the coarse class map said. */
import type { PhotoSpec } from "@gradphoto/contract";
import type { Framing, PersonReading } from "../subject/subject.ts";
import { solveCrop } from "./solve-crop.ts";

/** The framing to make instead, or null when the measured hair top is lawful or no other can be. */
export function reframe(person: PersonReading, measuredHairTopPx: number, spec: PhotoSpec): Framing | null {
  const { min = 0, max = spec.heightPx } = spec.geometry.hairTopPx;
  const lawful = measuredHairTopPx >= min && measuredHairTopPx <= max;
  const { head, framing } = person;
  if (lawful || framing.blockedBy !== null) return null;
  const crownY = framing.crop.rect.top + measuredHairTopPx / framing.crop.scale;
  const again = solveCrop({ ...person, head: { ...head, crownY } }, spec);
  return again.blockedBy === null ? again : null;
}

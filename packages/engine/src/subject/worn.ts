/** Masks, glasses and scarves, for use by several checks. */
import { outline } from "../models/landmarks.ts";
import { personClass } from "../models/person-classes.ts";
import { classShares } from "./class-shares.ts";
import { faceGrid } from "./face-frame.ts";
import { earBox, earStep, insideOutline, nextToFace, sides } from "./parts.ts";
import type { PersonReading } from "./subject.ts";

/** From this share on the item counts as worn. */
export const wornShare = 0.12;

/** Share of the mouth region that is cloth or another object. */
export function maskShare(subject: PersonReading): number {
  const over = classShares(subject.classes, insideOutline(subject, outline.mouth, 1, 0.04));
  return over.share(personClass.clothes) + over.share(personClass.other);
}

const bridge = { u0: -0.15, u1: 0.15, v0: -0.15, v1: 0.15 };

/** Positions of the lenses, in the face frame. */
export const lensBoxes = [
  { u0: -0.85, u1: -0.15, v0: -0.2, v1: 0.35 },
  { u0: 0.15, u1: 0.85, v0: -0.2, v1: 0.35 },
] as const;

/** Share of the bridge of the nose, or of the lenses' positions, with a class of other objects. */
export function glassesShare({ classes, frame }: PersonReading): number {
  const onBridge = classShares(classes, faceGrid(frame, bridge, 0.04)).share(personClass.other);
  const onLenses = classShares(
    classes,
    lensBoxes.flatMap((lens) => faceGrid(frame, lens, 0.04)),
  ).share(personClass.other);
  return Math.max(onBridge, onLenses);
}

/**
 * A headscarf is visible next to the face on both sides. It may be religious or medical, which a senior reviewer
 * decides.
 */
export const wearsScarf = (subject: PersonReading): boolean =>
  sides.every((side) => {
    const cloth = classShares(subject.classes, nextToFace(subject, side, earBox)).sum(personClass.clothes);
    return cloth * earStep * earStep >= scarfArea;
  });

/** In square eye distances. */
const scarfArea = 0.1;

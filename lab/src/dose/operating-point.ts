/**
 * Starting point of a person's series: the photo with a face of the usual size, and what the engine reads from it
 * before a dose is applied. A dose is the strength of one added fault.
 */
import { readFileSync } from "node:fs";
import type { PhotoSpec } from "@gradphoto/domain/photo-standard";
import type { Raster } from "../../../packages/engine/src/ports.ts";
import type { Engine } from "../../../packages/engine/src/standardize.ts";
import type { PersonSubject } from "../../../packages/engine/src/subject/subject.ts";
import { type CutOutPerson, cutPerson } from "./cut-person.ts";
import type { Layer } from "./paste.ts";
import type { Person } from "./people.ts";
import { encodeDosed, readSubject } from "./read-subject.ts";

export interface OperatingPoint {
  readonly person: Person;
  /** The photo without any dose. */
  readonly raster: Raster;
  /** Reading of `raster`, in its pixels. */
  readonly subject: PersonSubject;
  /** Cut-out of the person in pixels of `raster`, offset by `cut.left` and `cut.top`. */
  readonly cut: CutOutPerson;
  /** Seed of all random numbers in this person's series. */
  readonly seed: number;
  readonly others: OtherPeople;
}

/** Cut-outs of other people that may be drawn into a person's photo. */
export interface OtherPeople {
  readonly heads: readonly CutOutPerson[];
  readonly hands: readonly Layer[];
}

/** Width to which larger faces are reduced, so that all series start alike and a run takes less time. */
const maxFacePx = 240;
/** Minimum width of a face. Smaller ones have too few pixels for the series. */
const minFacePx = 140;

/** Prepares a person. Returns null when no face is found or the face is too small. */
export async function readOperatingPoint(
  person: Person,
  seed: number,
  others: OtherPeople,
  spec: PhotoSpec,
  engine: Engine,
): Promise<OperatingPoint | null> {
  const original = await readSubject(readFileSync(person.path), spec, engine);
  if (!original || original.faceWidthPx < minFacePx) return null;
  const [picture] = original.pyramid;
  const shrink = Math.min(1, maxFacePx / original.faceWidthPx);
  const raster =
    shrink < 1
      ? await engine.codec.resize(
          picture,
          Math.round(picture.width * shrink),
          Math.round(picture.height * shrink),
        )
      : picture;
  const subject = await readSubject(await encodeDosed(raster), spec, engine);
  if (!subject) return null;
  const cut = await cutPerson(subject, spec, engine);
  return { person, raster, subject, cut, seed, others };
}

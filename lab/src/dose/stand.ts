/** A person ready for series: their photo with a face of a usual size, and what the engine reads from it undosed. */
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
  /** Read from it; one subject pixel is one raster pixel. */
  readonly subject: PersonSubject;
  /** The person alone, in pixels of the raster, moved by `cut.left` and `cut.top`. */
  readonly cut: CutOutPerson;
  /** Of everything that looks random in this person's series. */
  readonly seed: number;
  readonly others: Others;
}

/** What of other people is drawn into somebody's photo. */
export interface Others {
  readonly heads: readonly CutOutPerson[];
  readonly hands: readonly Layer[];
}

/** Larger faces are reduced to this, so that all series start alike and a run takes less time. */
export const baseFacePx = 240;
/** Smaller ones have too few pixels to lose any. */
export const smallestBaseFacePx = 140;

/** null when no face is found, or one too small. */
export async function readOperatingPoint(
  person: Person,
  seed: number,
  others: Others,
  spec: PhotoSpec,
  engine: Engine,
): Promise<OperatingPoint | null> {
  const complete = await readSubject(readFileSync(person.path), spec, engine);
  if (!complete || complete.faceWidthPx < smallestBaseFacePx) return null;
  const [picture] = complete.pyramid;
  const shrink = Math.min(1, baseFacePx / complete.faceWidthPx);
  const raster =
    shrink < 1
      ? await engine.codec.resize(picture, Math.round(picture.width * shrink), Math.round(picture.height * shrink))
      : picture;
  const subject = await readSubject(await encodeDosed(raster), spec, engine);
  if (!subject) return null;
  const cut = await cutPerson(subject, spec, engine);
  return { person, raster, subject, cut, seed, others };
}

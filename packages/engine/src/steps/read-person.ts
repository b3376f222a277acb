/** Step 2, continued: what the main person is made of, where hands are, how far the head reaches. */
import type { Models } from "../models/models.ts";
import type { Stopwatch } from "../stopwatch.ts";
import type { Face, PersonSubject, PictureSubject } from "../subject/subject.ts";
import { describeFace, describeSurroundings, faceShapeOf, placeHead } from "./describe-person.ts";
import { findHands } from "./find-hands.ts";

export async function readPerson(
  picture: PictureSubject,
  main: Face,
  models: Models,
  watch: Stopwatch,
): Promise<PersonSubject> {
  const { pyramid } = picture;
  const shape = faceShapeOf(main, pyramid[0]);
  const classes = await watch.time("segment", () => models.segmentPerson(pyramid, shape.personPart));
  const placed = watch.timeSync("framing", () => placeHead(picture, shape, classes));
  const hands = await watch.time("hands", () =>
    findHands({ ...shape, pyramid, classes, crop: placed.framing.crop.rect }, models),
  );
  const known = { ...picture, ...shape, ...placed, main, classes, hands };
  return { ...describeFace(known, models.canonicalFace, watch), ...describeSurroundings(known, watch) };
}

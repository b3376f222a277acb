/** The portrait's person with a drawn class map, for tests of what a check reads where. */
import { classCount, classMapSize, type PersonClass } from "../models/person-classes.ts";
import { toFace } from "../subject/face-frame.ts";
import type { PersonSubject } from "../subject/subject.ts";
import { composedFrame } from "./composed-frame.ts";
import { findSpec, readPortrait, sharedEngine } from "./shared-engine.ts";

/** `classOf` chooses the class at a place of the face frame. The person shows no hands. */
export async function portraitWithClasses(
  classOf: (place: { u: number; v: number }) => PersonClass,
) {
  const composed = await composedFrame(readPortrait(), findSpec(), await sharedEngine());
  if (!composed) throw new Error("nobody in the portrait can be framed");
  const { person } = composed;
  const { part } = person.classes;
  const probabilities = new Float32Array(classMapSize * classMapSize * classCount);
  for (let cell = 0; cell < classMapSize * classMapSize; cell++) {
    const x = part.left + (((cell % classMapSize) + 0.5) / classMapSize) * part.width;
    const y = part.top + ((Math.floor(cell / classMapSize) + 0.5) / classMapSize) * part.height;
    probabilities[cell * classCount + classOf(toFace(person.frame, { x, y }))] = 1;
  }
  const drawn: PersonSubject = {
    ...person,
    hands: [],
    classes: { ...person.classes, probabilities },
  };
  return drawn;
}

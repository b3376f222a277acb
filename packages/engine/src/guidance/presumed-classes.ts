/** What is taken for granted of a person until the segmentation has told: a bare face, and nothing of the rest. */
import { contains, growPolygon } from "../maths/plane.ts";
import { outline } from "../models/landmarks.ts";
import { type ClassMap, classCount, classMapSize, personClass } from "../models/person-classes.ts";
import type { FaceShape } from "../steps/describe-person.ts";

/** Cells of the map to one that is decided together. */
const cell = 4;
/** In logits, on either side. */
const surely = 10;

const places = classMapSize * classMapSize;
const allBackground = new Float32Array(places * classCount).map((_, i) =>
  i % classCount === personClass.background ? 1 : 0,
);
const noPerson = new Float32Array(places).fill(-surely);

export function presumedClasses({ points, personPart }: FaceShape): ClassMap {
  const oval = growPolygon(
    outline.faceOval.map((index) => points[index]!),
    1,
  );
  const probabilities = allBackground.slice();
  const personMargin = noPerson.slice();
  for (let row = 0; row < classMapSize; row += cell) {
    for (let column = 0; column < classMapSize; column += cell) {
      const x = personPart.left + ((column + cell / 2) / classMapSize) * personPart.width;
      const y = personPart.top + ((row + cell / 2) / classMapSize) * personPart.height;
      if (!contains(oval, x, y)) continue;
      for (let dy = 0; dy < cell; dy++) {
        for (let dx = 0; dx < cell; dx++) {
          const at = (row + dy) * classMapSize + column + dx;
          probabilities[at * classCount + personClass.background] = 0;
          probabilities[at * classCount + personClass.faceSkin] = 1;
          personMargin[at] = surely;
        }
      }
    }
  }
  return { part: personPart, probabilities, personMargin, hairMargin: noPerson };
}

/** Evenness of the light on the face. Compares mirrored places, so that skin tone cancels out. */
import { luminanceOfL } from "../maths/colour.ts";
import { mean } from "../maths/statistics.ts";
import { mirroredPairs } from "../models/landmarks.ts";
import { personClass } from "../models/person-classes.ts";
import { classAt } from "../subject/class-shares.ts";
import { labsAt } from "../subject/lab-patch.ts";
import { meshPoints } from "../subject/parts.ts";
import type { PersonSubject } from "../subject/subject.ts";
import { personCheck } from "./check.ts";

const fewestPairs = 3;

export const unevenLight = personCheck({
  id: "uneven-light",
  measure: (subject) => {
    const differences = mirroredPairs.flatMap(([right, left]) => {
      const places = meshPoints(subject, [right, left]);
      if (places.some((place) => !(classAt(subject.classes, place, personClass.faceSkin) > 0.5))) return [];
      return Math.log2(lightAt(subject, right) / lightAt(subject, left));
    });
    if (differences.length === 0) return { value: null };
    return {
      value: Math.abs(mean(differences)),
      shapes: [{ kind: "points", points: meshPoints(subject, mirroredPairs.flat()) }],
      ...(differences.length < fewestPairs ? { atMost: "warn" } : {}),
    };
  },
});

const reach = 0.06;
const step = 0.02;
/** One sRGB code above black. */
const darkest = 0.0003;

/** Mean luminance around a mesh point, always above 0. */
function lightAt({ points, frame, faceColours }: PersonSubject, index: number): number {
  const { x, y } = points[index]!;
  const around = [];
  for (let dx = -reach; dx <= reach; dx += step) {
    for (let dy = -reach; dy <= reach; dy += step) around.push({ x: x + dx * frame.iodPx, y: y + dy * frame.iodPx });
  }
  return mean(labsAt(faceColours, around).map(({ l }) => Math.max(darkest, luminanceOfL(l))));
}

/** A camera frame in the form of a photo for the engine's checks: its picture, the person, and the findings. */
import type { CheckId, Finding, PhotoSpec } from "@gradphoto/domain/photo-standard";
import { checks } from "../checks/index.ts";
import { runEachCheck } from "../checks/run-checks.ts";
import { contains, growPolygon } from "../maths/plane.ts";
import type { Pyramid } from "../maths/pyramid.ts";
import { uncroppedOf } from "../maths/region.ts";
import { outline } from "../models/landmarks.ts";
import type { Models } from "../models/models.ts";
import { type ClassMap, classCount, classMapSize, personClass } from "../models/person-classes.ts";
import {
  describeFace,
  describeSurroundings,
  type FaceShape,
  placeHead,
  type Surroundings,
} from "../steps/describe-person.ts";
import { startStopwatch } from "../stopwatch.ts";
import { labPatchOf } from "../subject/lab-patch.ts";
import type { Face, PersonSubject, PictureSubject } from "../subject/subject.ts";

/** The class map is filled in squares of this many places a side. */
const squareSide = 4;
/** Logit of a place that is certain, positive for yes and negative for no. */
const certainLogit = 10;

const places = classMapSize * classMapSize;
const allBackground = new Float32Array(places * classCount).map((_, i) =>
  i % classCount === personClass.background ? 1 : 0,
);
const noPerson = new Float32Array(places).fill(-certainLogit);

/** Returns the classes that stand in until the segmentation has run: skin inside the oval of the face, else wall. */
function presumedClasses({ points, personPart }: FaceShape): ClassMap {
  const oval = growPolygon(
    outline.faceOval.map((index) => points[index]!),
    1,
  );
  const probabilities = allBackground.slice();
  const personMargin = noPerson.slice();
  for (let row = 0; row < classMapSize; row += squareSide) {
    for (let column = 0; column < classMapSize; column += squareSide) {
      const x = personPart.left + ((column + squareSide / 2) / classMapSize) * personPart.width;
      const y = personPart.top + ((row + squareSide / 2) / classMapSize) * personPart.height;
      if (!contains(oval, x, y)) continue;
      for (let dy = 0; dy < squareSide; dy++) {
        for (let dx = 0; dx < squareSide; dx++) {
          const at = (row + dy) * classMapSize + column + dx;
          probabilities[at * classCount + personClass.background] = 0;
          probabilities[at * classCount + personClass.faceSkin] = 1;
          personMargin[at] = certainLogit;
        }
      }
    }
  }
  return { part: personPart, probabilities, personMargin, hairMargin: noPerson };
}

const overviewPx = 64;
const frameHeader = {
  format: "jpeg",
  exifOrientation: 1,
  hasAlpha: false,
  colour: "sRGB",
} as const;
const noMarks = {
  aigc: [],
  sourceTypes: [],
  software: [],
  credentialActions: null,
  lens: null,
  taken: null,
} as const;

export function pictureOf(
  pyramid: Pyramid,
  faces: readonly Face[],
  spec: PhotoSpec,
): PictureSubject {
  const [frame] = pyramid;
  const { width, height } = frame;
  return {
    ...{ spec, problem: null, megapixels: (width * height) / 1e6, sourceScale: 1 },
    ...{ header: { ...frameHeader, width, height }, marks: noMarks },
    ...{ pyramid, faces, overview: labPatchOf(pyramid, uncroppedOf(frame), overviewPx / height) },
  };
}

const untimed = startStopwatch(() => 0);

function trackedOf(picture: PictureSubject, main: Face, shape: FaceShape, classes: ClassMap) {
  return { ...picture, ...shape, ...placeHead(picture, shape, classes), main, classes, hands: [] };
}

/** Returns the person of a frame. Hands are not detected. */
export function personOf(
  picture: PictureSubject,
  main: Face,
  shape: FaceShape,
  classes: ClassMap,
  canonicalFace: Models["canonicalFace"],
): PersonSubject {
  const tracked = trackedOf(picture, main, shape, classes);
  return {
    ...describeFace(tracked, canonicalFace, untimed),
    ...describeSurroundings(tracked, untimed),
  };
}

const noColours = new Float32Array(0);
const noSurroundings: Surroundings = {
  personColours: {
    part: { left: 0, top: 0, width: 1, height: 1 },
    width: 0,
    height: 0,
    l: noColours,
    a: noColours,
    b: noColours,
  },
  wall: null,
};

/** Returns the person from mesh and colours only, without surroundings. */
export function onlyFaceOf(
  picture: PictureSubject,
  main: Face,
  shape: FaceShape,
  canonicalFace: Models["canonicalFace"],
): PersonSubject {
  const tracked = trackedOf(picture, main, shape, presumedClasses(shape));
  return { ...describeFace(tracked, canonicalFace, untimed), ...noSurroundings };
}

export type AdviceById = ReadonlyMap<string, Finding>;

/** Returns the findings of those checks, in the order of the list of checks. */
export function findingsOf(
  ids: readonly CheckId[],
  picture: PictureSubject,
  person: PersonSubject | null,
): AdviceById {
  const wanted = checks.filter(({ id }) => ids.includes(id));
  const subjects = { intake: { ...picture, seenBefore: null }, picture, person, result: null };
  return new Map(
    runEachCheck(wanted, subjects, picture.spec).map((finding) => [finding.id, finding] as const),
  );
}

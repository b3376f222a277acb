/** Properties of a person with known face, classes and hands; no network runs here. */
import { clipRect, distance } from "../maths/plane.ts";
import { wholeOf } from "../maths/region.ts";
import { headPoseOf } from "../models/head-pose.ts";
import { landmark } from "../models/landmarks.ts";
import type { Models } from "../models/models.ts";
import type { ClassMap } from "../models/person-classes.ts";
import type { Raster, Rect } from "../ports.ts";
import type { Stopwatch } from "../stopwatch.ts";
import { faceFrameOf } from "../subject/face-frame.ts";
import { faceSkin } from "../subject/face-skin.ts";
import { headOutlineOf } from "../subject/head-outline.ts";
import { labPatchOf } from "../subject/lab-patch.ts";
import { mouthOf } from "../subject/mouth.ts";
import type { Face, PersonReading, PersonSubject, PictureSubject } from "../subject/subject.ts";
import { wallOf } from "../subject/wall.ts";
import { solveCrop } from "./solve-crop.ts";

/**
 * Extent of the picture's part around the face, in face sizes: left and right of its centre, above and below its eye
 * line.
 */
const personReach = { side: 1.35, above: 1.5, below: 2.1 };
const faceReach = { side: 1, above: 1.05, below: 0.95 };

const personColoursPx = 96;
const faceColoursPx = 160;

/** Properties from the mesh only. */
export interface FaceShape
  extends Pick<PersonReading, "points" | "frame" | "faceWidthPx" | "faceSizePx" | "personPart"> {
  readonly facePart: Rect;
}

export function faceShapeOf({ mesh: { points } }: Face, { width, height }: Raster): FaceShape {
  const faceWidthPx = distance(points[landmark.rightCheek]!, points[landmark.leftCheek]!);
  const faceHeightPx = distance(points[landmark.foreheadTop]!, points[landmark.chin]!);
  const faceSizePx = Math.max(faceWidthPx, 0.8 * faceHeightPx);
  const centreX =
    (points[landmark.rightCheek]!.x +
      points[landmark.leftCheek]!.x +
      points[landmark.foreheadTop]!.x +
      points[landmark.chin]!.x) /
    4;
  const eyeY = (points[landmark.rightIris]!.y + points[landmark.leftIris]!.y) / 2;
  const reach = ({ side, above, below }: typeof personReach): Rect =>
    clipRect(
      {
        left: centreX - side * faceSizePx,
        top: eyeY - above * faceSizePx,
        width: 2 * side * faceSizePx,
        height: (above + below) * faceSizePx,
      },
      width,
      height,
    );
  return {
    points,
    frame: faceFrameOf(points),
    faceWidthPx,
    faceSizePx,
    personPart: reach(personReach),
    facePart: reach(faceReach),
  };
}

export function placeHead(
  { pyramid, sourceScale, spec }: PictureSubject,
  { points, frame, faceWidthPx }: FaceShape,
  classes: ClassMap,
): Pick<PersonReading, "head" | "framing"> {
  const head = headOutlineOf(points, frame, classes, wholeOf(pyramid[0]));
  return { head, framing: solveCrop({ head, faceWidthPx, frame, pyramid, sourceScale, classes }, spec) };
}

type Known = PictureSubject & FaceShape & Pick<PersonReading, "head" | "framing" | "main" | "classes" | "hands">;

/** Properties of the area around the face. */
export type Surroundings = Pick<PersonSubject, "personColours" | "wall">;

export function describeFace(
  { facePart, ...known }: Known,
  canonicalFace: Models["canonicalFace"],
  watch: Stopwatch,
): Omit<PersonSubject, keyof Surroundings> {
  const { pyramid, frame, faceSizePx, main } = known;
  const reading = watch.timeSync("colours", () => ({
    ...known,
    headPose: headPoseOf(main.mesh.rigidPoints, frame.rollDeg, canonicalFace),
    faceColours: labPatchOf(pyramid, facePart, faceColoursPx / faceSizePx),
  }));
  return watch.timeSync("signals", () => ({ ...reading, mouth: mouthOf(reading), skin: faceSkin(reading) }));
}

export function describeSurroundings(
  { pyramid, personPart, faceSizePx, classes }: Known,
  watch: Stopwatch,
): Surroundings {
  const personColours = watch.timeSync("colours", () => labPatchOf(pyramid, personPart, personColoursPx / faceSizePx));
  return { personColours, wall: watch.timeSync("signals", () => wallOf(personColours, classes)) };
}

/** Derives the properties of a person from face, classes and hands. No network runs here. */
import type { Point } from "@gradphoto/domain/photo-standard";
import { chromaOf } from "../maths/colour.ts";
import { clipRect, distance } from "../maths/plane.ts";
import { uncroppedOf } from "../maths/region.ts";
import { mean } from "../maths/statistics.ts";
import { headPoseOf } from "../models/head-pose.ts";
import { landmark, outline } from "../models/landmarks.ts";
import type { Models } from "../models/models.ts";
import { type ClassMap, personClass } from "../models/person-classes.ts";
import type { Raster, Rect } from "../ports.ts";
import type { Stopwatch } from "../stopwatch.ts";
import { classAt, classShares } from "../subject/class-shares.ts";
import { type FaceFrame, faceFrameOf } from "../subject/face-frame.ts";
import { faceSkin } from "../subject/face-skin.ts";
import { labAt, labPatchOf, labsAt } from "../subject/lab-patch.ts";
import { insideOutline, meshPoints } from "../subject/parts.ts";
import type {
  Face,
  HeadOutline,
  Mouth,
  PersonReading,
  PersonSubject,
  PictureSubject,
} from "../subject/subject.ts";
import { wallOf } from "../subject/wall.ts";
import { solveCrop } from "./solve-crop.ts";

/** Lengths of the search, in eye distances. */
const columnStep = 0.05;
const columnReach = 0.45;
const rowStep = 0.01;
const tallestHead = 3;
/** Height of a gap above the hair that ends the head: anything above is something else. */
const endingGap = 0.08;
const minColumns = 2;

/** Walks up from the top of the mesh while at least two columns around the face axis contain the person. */
function headOutlineOf(
  points: readonly Point[],
  frame: FaceFrame,
  classes: ClassMap,
  picture: Rect,
): HeadOutline {
  const iod = frame.iodPx;
  const faceCentreX = (points[landmark.rightCheek]!.x + points[landmark.leftCheek]!.x) / 2;
  const startY = points[landmark.foreheadTop]!.y;
  const columns: number[] = [];
  for (let u = -columnReach; u <= columnReach + 1e-9; u += columnStep) {
    const x = faceCentreX + u * iod;
    if (x >= picture.left && x < picture.left + picture.width) columns.push(x);
  }
  let crownY = startY;
  for (
    let y = startY;
    y > startY - tallestHead * iod && crownY - y <= endingGap * iod;
    y -= rowStep * iod
  ) {
    if (y < Math.max(picture.top, classes.part.top)) break;
    const visible = columns.filter((x) => classAt(classes, { x, y }, personClass.background) < 0.5);
    if (visible.length >= minColumns) crownY = y;
  }
  return {
    crownY,
    eyeLineY: frame.origin.y,
    chinY: points[landmark.chin]!.y,
    faceCentreX,
  };
}

const step = 0.012;
const skinPoints = [50, 205, 280, 425, landmark.noseTip];
const coveredShare = 0.5;

/** Measures the opening of the mouth, and visible teeth. */
function mouthOf(subject: PersonReading): Mouth {
  const { points } = subject;
  const between = (a: number, b: number): number => distance(points[a]!, points[b]!);
  const gap =
    between(landmark.upperLipInner, landmark.lowerLipInner) /
    between(landmark.rightMouthInner, landmark.leftMouthInner);
  const width = between(landmark.rightMouthCorner, landmark.leftMouthCorner) / subject.faceWidthPx;
  const skinL = mean(
    labsAt(subject.faceColours, meshPoints(subject, skinPoints)).map(({ l }) => l),
  );
  const teeth = insideOutline(subject, outline.innerLips, 1, step).filter((point) => {
    const lab = labAt(subject.faceColours, point);
    return lab !== null && lab.l > 0.72 * skinL && lab.a < 14 && chromaOf(lab) < 28;
  });
  const over = classShares(subject.classes, insideOutline(subject, outline.mouth, 1, 0.04));
  const covered =
    over.share(personClass.clothes) + over.share(personClass.other) >= coveredShare ||
    over.share(personClass.bodySkin) >= coveredShare;
  return { gap, width, teethArea: teeth.length * step * step, covered };
}

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
  const head = headOutlineOf(points, frame, classes, uncroppedOf(pyramid[0]));
  return {
    head,
    framing: solveCrop({ head, faceWidthPx, frame, pyramid, sourceScale, classes }, spec),
  };
}

type MeasuredPerson = PictureSubject &
  FaceShape &
  Pick<PersonReading, "head" | "framing" | "main" | "classes" | "hands">;

/** Properties of the area around the face. */
export type Surroundings = Pick<PersonSubject, "personColours" | "wall">;

export function describeFace(
  { facePart, ...existing }: MeasuredPerson,
  canonicalFace: Models["canonicalFace"],
  watch: Stopwatch,
): Omit<PersonSubject, keyof Surroundings> {
  const { pyramid, frame, faceSizePx, main } = existing;
  const reading = watch.timeSync("colours", () => ({
    ...existing,
    headPose: headPoseOf(main.mesh.rigidPoints, frame.rollDeg, canonicalFace),
    faceColours: labPatchOf(pyramid, facePart, faceColoursPx / faceSizePx),
  }));
  return watch.timeSync("signals", () => ({
    ...reading,
    mouth: mouthOf(reading),
    skin: faceSkin(reading),
  }));
}

export function describeSurroundings(
  { pyramid, personPart, faceSizePx, classes }: MeasuredPerson,
  watch: Stopwatch,
): Surroundings {
  const personColours = watch.timeSync("colours", () =>
    labPatchOf(pyramid, personPart, personColoursPx / faceSizePx),
  );
  return { personColours, wall: watch.timeSync("signals", () => wallOf(personColours, classes)) };
}

/** Step 2, continued: what the main person is made of, where hands are, how far the head reaches. */
import { clipRect, distance } from "../maths/plane.ts";
import { wholeOf } from "../maths/region.ts";
import { headPoseOf } from "../models/head-pose.ts";
import { landmark } from "../models/landmarks.ts";
import type { Models } from "../models/models.ts";
import type { Rect } from "../ports.ts";
import type { Stopwatch } from "../stopwatch.ts";
import { faceFrameOf } from "../subject/face-frame.ts";
import { faceSkin } from "../subject/face-skin.ts";
import { headOutlineOf } from "../subject/head-outline.ts";
import { labPatchOf } from "../subject/lab-patch.ts";
import { mouthOf } from "../subject/mouth.ts";
import type { Face, PersonSubject, PictureSubject } from "../subject/subject.ts";
import { wallOf } from "../subject/wall.ts";
import { findHands } from "./find-hands.ts";
import { solveCrop } from "./solve-crop.ts";

/** Parts of the picture about the face, in face sizes left/right of its centre, above and below its eye line. */
const personReach = { side: 1.35, above: 1.5, below: 2.1 };
const faceReach = { side: 1, above: 1.05, below: 0.95 };

const personColoursPx = 96;
const faceColoursPx = 160;

export async function readPerson(
  picture: PictureSubject,
  main: Face,
  models: Models,
  watch: Stopwatch,
): Promise<PersonSubject> {
  const { pyramid } = picture;
  const { points, rigidPoints } = main.mesh;
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
      pyramid[0].width,
      pyramid[0].height,
    );
  const personPart = reach(personReach);
  const classes = await watch.time("segment", () => models.segmentPerson(pyramid, personPart));
  const frame = faceFrameOf(points);
  const head = watch.timeSync("framing", () => headOutlineOf(points, frame, classes, wholeOf(pyramid[0])));
  const { sourceScale } = picture;
  const framing = watch.timeSync("framing", () =>
    solveCrop({ head, faceWidthPx, frame, pyramid, sourceScale, classes }, picture.spec),
  );
  const crop = framing.crop.rect;
  const hands = await watch.time("hands", () =>
    findHands({ pyramid, personPart, classes, points, frame, crop }, models),
  );
  const reading = watch.timeSync("colours", () => ({
    ...picture,
    main,
    points,
    frame,
    headPose: headPoseOf(rigidPoints, frame.rollDeg, models.canonicalFace),
    faceWidthPx,
    faceSizePx,
    personPart,
    classes,
    hands,
    personColours: labPatchOf(pyramid, personPart, personColoursPx / faceSizePx),
    faceColours: labPatchOf(pyramid, reach(faceReach), faceColoursPx / faceSizePx),
    head,
    framing,
  }));
  return watch.timeSync("signals", () => ({
    ...reading,
    mouth: mouthOf(reading),
    skin: faceSkin(reading),
    wall: wallOf(reading),
  }));
}

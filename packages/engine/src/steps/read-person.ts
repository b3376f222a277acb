/** Step 2, continued: finds the classes of the main person, hands, and extent of the head. */
import type { Point } from "@gradphoto/domain/photo-standard";
import { clipRect, overlap } from "../maths/plane.ts";
import type { Pyramid } from "../maths/pyramid.ts";
import type { Detection } from "../models/decode-detections.ts";
import { landmark } from "../models/landmarks.ts";
import type { Models } from "../models/models.ts";
import { type ClassMap, classCount, classMapSize, personClass } from "../models/person-classes.ts";
import type { Rect } from "../ports.ts";
import type { Stopwatch } from "../stopwatch.ts";
import { classShares } from "../subject/class-shares.ts";
import { type FaceFrame, toFace } from "../subject/face-frame.ts";
import type { DetectedHand, Face, PersonSubject, PictureSubject } from "../subject/subject.ts";
import { describeFace, describeSurroundings, faceShapeOf, placeHead } from "./describe-person.ts";

/** Share of body skin from which a cell counts as bare. */
const bareShare = 0.4;
/** Side of the smallest relevant palm, in eye distances: half the width of an adult's palm. */
const smallestPalm = 0.6;

/** Step in cells: every second one of every second row is enough for an area. */
const stride = 2;
/** Places in eye distances. The neck is below the jaw between the cheeks; ears are at the edges of the face. */
const neck = { aboveChin: 0.35, belowChin: 0.9 };
const ear = { inwards: 0.3, outwards: 0.5, from: -0.5, to: 1.6 };

/** Returns true if the part has more body skin, beyond neck and ears, than the smallest palm. */
function hasRoomForHand(
  { part: mapped, probabilities }: ClassMap,
  points: readonly Point[],
  frame: FaceFrame,
  part: Rect,
): boolean {
  const right = toFace(frame, points[landmark.rightCheek]!).u;
  const left = toFace(frame, points[landmark.leftCheek]!).u;
  const chin = toFace(frame, points[landmark.chin]!).v;
  const cellWidth = mapped.width / classMapSize;
  const cellHeight = mapped.height / classMapSize;
  let skin = 0;
  for (let row = 0; row < classMapSize; row += stride) {
    const y = mapped.top + (row + 0.5) * cellHeight;
    if (y < part.top || y >= part.top + part.height) continue;
    for (let column = 0; column < classMapSize; column += stride) {
      const share =
        probabilities[(row * classMapSize + column) * classCount + personClass.bodySkin]!;
      if (share < bareShare) continue;
      const x = mapped.left + (column + 0.5) * cellWidth;
      if (x < part.left || x >= part.left + part.width) continue;
      const { u, v } = toFace(frame, { x, y });
      const onNeck =
        u > right && u < left && v > chin - neck.aboveChin && v < chin + neck.belowChin;
      const edgePx = Math.min(u - right, left - u);
      const onEar = edgePx < ear.inwards && edgePx > -ear.outwards && v > ear.from && v < ear.to;
      if (!onNeck && !onEar) skin += share;
    }
  }
  const area = (skin * stride * stride * cellWidth * cellHeight) / frame.iodPx ** 2;
  return area >= bareShare * smallestPalm ** 2;
}

interface Searched {
  readonly pyramid: Pyramid;
  readonly personPart: Rect;
  readonly classes: ClassMap;
  readonly points: readonly Point[];
  readonly frame: FaceFrame;
  /** The frame of the finished photo, in picture pixels. */
  readonly crop: Rect;
}

/** Minimum share of body skin in a palm's box, because the detector mistakes chins, cheeks and sleeves for palms. */
const palmSkin = 0.25;
/** Overlap from which boxes are one palm, detected in several parts. */
const samePalm = 0.3;
/** Minimum part of a hand inside the frame, as a share of its box and in square eye distances. */
const insideShare = 0.1;
const insideArea = 0.05;

/**
 * Step 2, last part: finds hands inside the frame of the finished photo, from palms detected where bare skin has room
 * for one.
 */
async function findHands(
  searched: Searched,
  { findPalms, traceHand }: Models,
): Promise<DetectedHand[]> {
  const { pyramid, classes, points, frame, crop } = searched;
  const palms: { best: Detection; views: number }[] = [];
  for (const part of partsOf(searched)) {
    if (!hasRoomForHand(classes, points, frame, part)) continue;
    const bare = (await findPalms(pyramid, part)).filter(({ box }) => isBare(classes, box));
    for (const palm of bare) {
      const same = palms.find(({ best }) => overlap(best.box, palm.box) > samePalm);
      if (!same) palms.push({ best: palm, views: 1 });
      else {
        same.views++;
        if (palm.score > same.best.score) same.best = palm;
      }
    }
  }
  const hands: DetectedHand[] = [];
  for (const { best, views } of palms) hands.push({ ...(await traceHand(pyramid, best)), views });
  return hands.filter(({ box }) => reachesInto(crop, box, frame.iodPx));
}

/**
 * Returns four parts to search, because a hand may be too small for the detector in a large part and cut in a small
 * one.
 */
function partsOf({ personPart, crop, pyramid: [picture] }: Searched): Rect[] {
  const width = personPart.width / 2;
  return [
    personPart,
    { ...personPart, width },
    { ...personPart, left: personPart.left + width, width },
    clipRect(crop, picture.width, picture.height),
  ];
}

const cells = 12;

function isBare(classes: ClassMap, box: Rect): boolean {
  const places: Point[] = [];
  for (let i = 0; i < cells; i++) {
    for (let j = 0; j < cells; j++) {
      places.push({
        x: box.left + ((i + 0.5) / cells) * box.width,
        y: box.top + ((j + 0.5) / cells) * box.height,
      });
    }
  }
  return classShares(classes, places).share(personClass.bodySkin) >= palmSkin;
}

function reachesInto(crop: Rect, box: Rect, iodPx: number): boolean {
  const width =
    Math.min(box.left + box.width, crop.left + crop.width) - Math.max(box.left, crop.left);
  const height =
    Math.min(box.top + box.height, crop.top + crop.height) - Math.max(box.top, crop.top);
  const inside = Math.max(0, width) * Math.max(0, height);
  return inside >= insideShare * box.width * box.height && inside >= insideArea * iodPx ** 2;
}

export async function readPerson(
  picture: PictureSubject,
  main: Face,
  models: Models,
  watch: Stopwatch,
): Promise<PersonSubject> {
  const { pyramid } = picture;
  const shape = faceShapeOf(main, pyramid[0]);
  const classes = await watch.time("segment", () =>
    models.segmentPerson(pyramid, shape.personPart),
  );
  const placed = watch.timeSync("framing", () => placeHead(picture, shape, classes));
  const hands = await watch.time("hands", () =>
    findHands({ ...shape, pyramid, classes, crop: placed.framing.crop.rect }, models),
  );
  const placedPerson = { ...picture, ...shape, ...placed, main, classes, hands };
  return {
    ...describeFace(placedPerson, models.canonicalFace, watch),
    ...describeSurroundings(placedPerson, watch),
  };
}

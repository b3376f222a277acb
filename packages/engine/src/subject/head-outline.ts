/** Outline of the head in picture axes: crown, eyes, chin, middle. */
import type { Point } from "@gradphoto/domain/photo-standard";
import { landmark } from "../models/landmarks.ts";
import { type ClassMap, personClass } from "../models/person-classes.ts";
import type { Rect } from "../ports.ts";
import { classAt } from "./class-shares.ts";
import type { FaceFrame } from "./face-frame.ts";
import type { HeadOutline } from "./subject.ts";

/** All in eye distances. */
const columnStep = 0.05;
const columnReach = 0.45;
const rowStep = 0.01;
const tallestHead = 3;
/** A gap of this height above the hair ends the head: anything above is something else. */
const endingGap = 0.08;
const fewestColumns = 2;

/** Walks up from the top of the mesh while at least two columns around the face axis contain the person. */
export function headOutlineOf(
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
  for (let y = startY; y > startY - tallestHead * iod && crownY - y <= endingGap * iod; y -= rowStep * iod) {
    if (y < Math.max(picture.top, classes.part.top)) break;
    const visible = columns.filter((x) => classAt(classes, { x, y }, personClass.background) < 0.5);
    if (visible.length >= fewestColumns) crownY = y;
  }
  return {
    crownY,
    eyeLineY: frame.origin.y,
    chinY: points[landmark.chin]!.y,
    faceCentreX,
  };
}

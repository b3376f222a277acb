/**
 * Face coordinates: origin between the eyes, u towards the person's left eye, v down the face, eye distance as unit.
 */
import type { Point } from "@gradphoto/domain/photo-standard";
import { distance, midpoint } from "../maths/plane.ts";
import { landmark } from "../models/landmarks.ts";

export interface FaceFrame {
  readonly origin: Point;
  /** Distance between the centres of the eyes, in picture pixels. */
  readonly iodPx: number;
  /** Angle of the eye line in the picture, clockwise positive. */
  readonly rollDeg: number;
  /** Direction of u in the picture, of length 1. */
  readonly ux: number;
  readonly uy: number;
}

export function faceFrameOf(points: readonly Point[]): FaceFrame {
  const right = midpoint(points[landmark.rightEyeOuter]!, points[landmark.rightEyeInner]!);
  const left = midpoint(points[landmark.leftEyeInner]!, points[landmark.leftEyeOuter]!);
  const iodPx = distance(right, left);
  const ux = (left.x - right.x) / iodPx;
  const uy = (left.y - right.y) / iodPx;
  return {
    origin: midpoint(right, left),
    iodPx,
    rollDeg: (Math.atan2(uy, ux) * 180) / Math.PI,
    ux,
    uy,
  };
}

export function toPicture({ origin, iodPx, ux, uy }: FaceFrame, u: number, v: number): Point {
  return { x: origin.x + (ux * u - uy * v) * iodPx, y: origin.y + (uy * u + ux * v) * iodPx };
}

export function toFace(
  { origin, iodPx, ux, uy }: FaceFrame,
  { x, y }: Point,
): { u: number; v: number } {
  const dx = (x - origin.x) / iodPx;
  const dy = (y - origin.y) / iodPx;
  return { u: dx * ux + dy * uy, v: dy * ux - dx * uy };
}

/** Returns a grid of picture points over a box of the face frame, with `step` in eye distances. */
export function faceGrid(
  frame: FaceFrame,
  box: { u0: number; u1: number; v0: number; v1: number },
  step: number,
): Point[] {
  const points: Point[] = [];
  for (let u = box.u0; u <= box.u1 + 1e-9; u += step) {
    for (let v = box.v0; v <= box.v1 + 1e-9; v += step) points.push(toPicture(frame, u, v));
  }
  return points;
}

/** Named parts of the face and body as picture points, at which checks read colours and classes. */
import type { Point } from "@gradphoto/domain/photo-standard";
import { growPolygon, pointsInside } from "../maths/plane.ts";
import { foreheadLines, landmark } from "../models/landmarks.ts";
import { faceGrid, toFace, toPicture } from "./face-frame.ts";
import type { PersonReading } from "./subject.ts";

export const meshPoints = (subject: PersonReading, indices: readonly number[]): Point[] =>
  indices.map((index) => subject.points[index]!);

/** Returns points inside a mesh outline grown by `factor`, with `step` in eye distances. */
export function insideOutline(
  subject: PersonReading,
  indices: readonly number[],
  factor: number,
  step: number,
): Point[] {
  return pointsInside(
    growPolygon(meshPoints(subject, indices), factor),
    step * subject.frame.iodPx,
  );
}

/** Returns points along the seven lines from the brows to the top of the mesh, from `from` to 1 of their length. */
export function foreheadPoints({ points }: PersonReading, from: number): Point[] {
  return foreheadLines.bottom.flatMap((bottom, i) => {
    const low = points[bottom]!;
    const high = points[foreheadLines.top[i]!]!;
    const spots: Point[] = [];
    for (let t = from; t <= 1.001; t += 0.1) {
      spots.push({ x: low.x + (high.x - low.x) * t, y: low.y + (high.y - low.y) * t });
    }
    return spots;
  });
}

export const sides = ["right", "left"] as const;
export type Side = (typeof sides)[number];

interface EarBox {
  /** Distances outwards from the edge of the face, and down from the eye line, in eye distances. */
  readonly out0: number;
  readonly out1: number;
  readonly v0: number;
  readonly v1: number;
}

/** Position of the ear on that side when it is visible. */
export const earBox: EarBox = { out0: 0.03, out1: 0.42, v0: -0.15, v1: 0.75 };
export const earLobeBox: EarBox = { out0: -0.05, out1: 0.4, v0: 0.45, v1: 1.25 };
export const earStep = 0.02;

export function nextToFace({ points, frame }: PersonReading, side: Side, box: EarBox): Point[] {
  const edge = toFace(
    frame,
    points[side === "right" ? landmark.rightCheek : landmark.leftCheek]!,
  ).u;
  const outwards = side === "right" ? -1 : 1;
  const ends = [edge + outwards * box.out0, edge + outwards * box.out1];
  return faceGrid(
    frame,
    { u0: Math.min(...ends), u1: Math.max(...ends), v0: box.v0, v1: box.v1 },
    earStep,
  );
}

/** Returns the distance of the chin below the eye line, in eye distances. */
export const chinV = ({ points, frame }: PersonReading): number =>
  toFace(frame, points[landmark.chin]!).v;

/** Returns the corners of a box of the face frame, for an overlay. */
export function frameBox(
  subject: PersonReading,
  u0: number,
  u1: number,
  v0: number,
  v1: number,
): Point[] {
  const { frame } = subject;
  return [
    toPicture(frame, u0, v0),
    toPicture(frame, u1, v0),
    toPicture(frame, u1, v1),
    toPicture(frame, u0, v1),
  ];
}

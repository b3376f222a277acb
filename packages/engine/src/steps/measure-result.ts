/** Step 6: decodes and measures the finished file like a file from anybody else. */
import type { PhotoSpec, Rgb } from "@gradphoto/domain/photo-standard";
import { distance } from "../maths/plane.ts";
import { buildPyramid } from "../maths/pyramid.ts";
import { headPoseOf } from "../models/head-pose.ts";
import { landmark } from "../models/landmarks.ts";
import type { Models } from "../models/models.ts";
import type { ImageCodec, Raster } from "../ports.ts";
import { faceFrameOf } from "../subject/face-frame.ts";
import type { Face, MeasuredFace, ResultSubject } from "../subject/subject.ts";
import { mainFaceOf } from "../subject/subject.ts";
import { jpegFactsOf } from "./jpeg-facts.ts";

/** Measures the file; returns null when the bytes are not a readable JPEG. */
export async function measureResult(
  file: Uint8Array,
  spec: PhotoSpec,
  codec: ImageCodec,
  models: Models,
): Promise<ResultSubject | null> {
  const jpeg = jpegFactsOf(file);
  const header = await codec.inspect(file);
  if (!jpeg || !header.ok) return null;
  const decoded = await codec.decode(file, header.value, Number.POSITIVE_INFINITY);
  if (!decoded.ok) return null;
  const pyramid = buildPyramid(decoded.value);
  const faces: Face[] = [];
  for (const detection of (await models.findFaces(pyramid)).slice(0, 1)) {
    faces.push({ detection, mesh: await models.traceMesh(pyramid, detection) });
  }
  const face = mainFaceOf(faces);
  return {
    spec,
    file,
    jpeg,
    decoded: decoded.value,
    measured: face ? measureFace(face, decoded.value, spec.background, models) : null,
    cut: null,
  };
}

function measureFace({ mesh }: Face, photo: Raster, background: Rgb, models: Models): MeasuredFace {
  const frame = faceFrameOf(mesh.points);
  const right = mesh.points[landmark.rightCheek]!;
  const left = mesh.points[landmark.leftCheek]!;
  const faceCentreXPx = (right.x + left.x) / 2;
  const hairTopPx = hairTopOf(photo, background, faceCentreXPx, frame.iodPx);
  const pose = headPoseOf(mesh.rigidPoints, frame.rollDeg, models.canonicalFace);
  return {
    hairTopPx,
    eyeLinePx: frame.origin.y,
    faceWidthPx: distance(right, left),
    faceCentreXPx,
    headHeightPx: mesh.points[landmark.chin]!.y - hairTopPx,
    interEyePx: frame.iodPx,
    rollDeg: frame.rollDeg,
    yawDeg: pose.yawDeg,
    pitchDeg: pose.pitchDeg,
  };
}

/** Distance from the background colour, in the worst channel, from which a pixel is not background. */
const notBackgroundCode = 40;
const columnReach = 0.45;
const minShare = 0.08;

/**
 * Returns the first row from the top where the columns around the face axis contain something other than background.
 */
function hairTopOf(
  { width, height, data }: Raster,
  wall: Rgb,
  centreX: number,
  iodPx: number,
): number {
  const from = Math.max(0, Math.floor(centreX - columnReach * iodPx));
  const to = Math.min(width, Math.ceil(centreX + columnReach * iodPx));
  for (let y = 0; y < height; y++) {
    let different = 0;
    for (let x = from; x < to; x++) {
      const k = (y * width + x) * 3;
      const worst = Math.max(
        Math.abs(data[k]! - wall.r),
        Math.abs(data[k + 1]! - wall.g),
        Math.abs(data[k + 2]! - wall.b),
      );
      if (worst > notBackgroundCode) different++;
    }
    if (different > minShare * (to - from)) return y;
  }
  return height;
}

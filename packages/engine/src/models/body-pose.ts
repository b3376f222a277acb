/** Body landmarks (shoulders, elbows, wrists, ears): detector, then landmarks on the turned body region. */
import type { Point } from "@gradphoto/contract";
import type { Pyramid } from "../maths/pyramid.ts";
import { letterboxOf, pictureOfRegion, type Region, sampleRegion } from "../maths/region.ts";
import { sigmoid } from "../maths/statistics.ts";
import type { ModelRuntime, Rect } from "../ports.ts";
import { anchorCentres, type DetectorLayout, decodeDetections } from "./anchor-detector.ts";

export interface BodyPoint extends Point {
  /** 0..1. */
  readonly visibility: number;
}

export interface BodyPose {
  readonly points: readonly BodyPoint[];
}

export const bodyPoint = {
  leftShoulder: 11,
  rightShoulder: 12,
  leftWrist: 15,
  rightWrist: 16,
  leftIndex: 19,
  rightIndex: 20,
} as const;

/** null when no body is found in that part of the picture. */
export type FindBody = (pyramid: Pyramid, part: Rect) => Promise<BodyPose | null>;

const detector: DetectorLayout = {
  inputSizePx: 224,
  anchors: anchorCentres([
    { cells: 28, perCell: 2 },
    { cells: 14, perCell: 2 },
    { cells: 7, perCell: 6 },
  ]),
  keypoints: 4,
};
const minScore = 0.4;
const landmarkInputPx = 256;
const bodyPoints = 33;
/** Floats per landmark: x, y, z, visibility, presence. */
const stride = 5;

export async function loadBodyPose(runtime: ModelRuntime): Promise<FindBody> {
  const detect = await runtime.load("pose-detector");
  const landmarks = await runtime.load("pose-landmarks");
  return async (pyramid, part) => {
    const whole = letterboxOf(part);
    const size = detector.inputSizePx;
    const [regressors, logits] = await detect.run(
      sampleRegion(pyramid, whole, size, size, { from: -1, to: 1, borderCode: 127.5 }),
    );
    const [body] = decodeDetections(detector, regressors!, logits!, whole, minScore);
    if (!body) return null;
    const region = regionOfBody(body.keypoints[0]!, body.keypoints[1]!);
    const [values] = await landmarks.run(
      sampleRegion(pyramid, region, landmarkInputPx, landmarkInputPx, { from: 0, to: 1, borderCode: 0 }),
    );
    const points = Array.from({ length: bodyPoints }, (_, i) => ({
      ...pictureOfRegion(region, values![stride * i]! / landmarkInputPx, values![stride * i + 1]! / landmarkInputPx),
      visibility: sigmoid(values![stride * i + 3]!),
    }));
    return { points };
  };
}

/** Square about the hip centre, turned so that the line to `above` points up. */
function regionOfBody(hips: Point, above: Point): Region {
  const radius = Math.hypot(above.x - hips.x, above.y - hips.y);
  const angleRad = Math.PI / 2 - Math.atan2(-(above.y - hips.y), above.x - hips.x);
  return { cx: hips.x, cy: hips.y, width: radius * 2.5, height: radius * 2.5, angleRad };
}

/** Verifies that a detected palm belongs to a hand, and locates that hand. */
import type { Point } from "@gradphoto/domain/photo-standard";
import { boundsOf } from "../maths/plane.ts";
import type { Pyramid } from "../maths/pyramid.ts";
import { pictureOfRegion, type Region, sampleRegion } from "../maths/region.ts";
import type { ModelRuntime, Rect } from "../ports.ts";
import type { Detection } from "./decode-detections.ts";

export interface Hand {
  /** Probability of a hand, 0..1. */
  readonly presence: number;
  /** Box around its 21 landmarks, in picture pixels. */
  readonly box: Rect;
}

export type TraceHand = (pyramid: Pyramid, palm: Detection) => Promise<Hand>;

const inputPx = 224;
const landmarks = 21;
/** Indices of the palm's key points: its wrist end and the base of the middle finger. */
const wrist = 0;
const middleFinger = 2;
/** Size of a hand from the wrist up, in palms, and offset of its centre above the palm's. */
const handPerPalm = 2.6;
const aboveMiddle = 0.5;

export async function loadHandLandmarks(runtime: ModelRuntime): Promise<TraceHand> {
  const network = await runtime.load("hand-landmarks");
  return async (pyramid, palm) => {
    const region = regionOfHand(palm);
    const [values, presence] = await network.run(
      sampleRegion(pyramid, region, inputPx, inputPx, { from: 0, to: 1, borderCode: 0 }),
    );
    const points: Point[] = Array.from({ length: landmarks }, (_, i) =>
      pictureOfRegion(region, values![3 * i]! / inputPx, values![3 * i + 1]! / inputPx),
    );
    return { presence: presence![0]!, box: boundsOf(points) };
  };
}

/** Returns the square around the complete hand, rotated so that the fingers point up, as in MediaPipe's hand graph. */
function regionOfHand({ box, keypoints }: Detection): Region {
  const from = keypoints[wrist]!;
  const to = keypoints[middleFinger]!;
  const angleRad = Math.PI / 2 - Math.atan2(from.y - to.y, to.x - from.x);
  const shift = aboveMiddle * box.height;
  const side = handPerPalm * Math.max(box.width, box.height);
  return {
    cx: box.left + box.width / 2 + shift * Math.sin(angleRad),
    cy: box.top + box.height / 2 - shift * Math.cos(angleRad),
    width: side,
    height: side,
    angleRad,
  };
}

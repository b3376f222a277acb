/** Detail in the face: number of pixels, focus. */
import { limitsOf } from "@gradphoto/domain/photo-standard";
import { clipRect } from "../maths/plane.ts";
import { regionOfRect, sampleRegion } from "../maths/region.ts";
import { deviation } from "../maths/statistics.ts";
import { landmark } from "../models/landmarks.ts";
import { meshPoints } from "../subject/parts.ts";
import type { PersonReading, PersonSubject } from "../subject/subject.ts";
import { personCheck } from "./check.ts";

/** Number of source pixels of the face. */
export const lowResolution = personCheck({
  id: "low-resolution",
  measure: (subject) => ({
    value: sourceFaceWidthPx(subject),
    shapes: [
      { kind: "line", points: meshPoints(subject, [landmark.rightCheek, landmark.leftCheek]) },
    ],
  }),
});

/**
 * Returns the width of the face in source pixels. A turned head appears narrower, so its turn-invariant size replaces
 * the width.
 */
function sourceFaceWidthPx({
  faceWidthPx,
  faceSizePx,
  headPose,
  sourceScale,
}: PersonSubject): number {
  return (Math.abs(headPose.yawDeg) > turnedDeg ? faceSizePx : faceWidthPx) * sourceScale;
}

const turnedDeg = 25;

/** Fine detail in the face, at a size that does not depend on the camera. */
interface Sharpness {
  /** Spread of the Laplacian over the spread of brightness, times 100. */
  readonly detail: number;
  /**
   * Share of neighbour differences that a further blur preserves (Crete et al. 2007): near 1 for a picture that is
   * already blurred.
   */
  readonly leftAfterBlur: number;
}

const widestPx = 192;
const minSpread = 12;
const blurTaps = 9;

function faceSharpness({ pyramid, faceSizePx, frame, head }: PersonReading): Sharpness {
  const part = clipRect(
    {
      left: head.faceCentreX - 0.6 * faceSizePx,
      top: frame.origin.y - 0.5 * faceSizePx,
      width: 1.2 * faceSizePx,
      height: 1.2 * faceSizePx,
    },
    pyramid[0].width,
    pyramid[0].height,
  );
  const width = Math.max(24, Math.min(widestPx, Math.round(part.width)));
  const height = Math.max(24, Math.round((part.height / part.width) * width));
  const rgb = sampleRegion(pyramid, regionOfRect(part), width, height, { from: 0, to: 255 });
  const luma = new Float32Array(width * height);
  for (let i = 0; i < luma.length; i++) {
    luma[i] = 0.299 * rgb[3 * i]! + 0.587 * rgb[3 * i + 1]! + 0.114 * rgb[3 * i + 2]!;
  }
  return {
    detail: detailOf(luma, width, height),
    leftAfterBlur: leftAfterBlur(luma, width, height),
  };
}

function detailOf(luma: Float32Array, width: number, height: number): number {
  const laplacian = new Float32Array((width - 2) * (height - 2));
  let k = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++, k++) {
      const i = y * width + x;
      laplacian[k] =
        4 * luma[i]! - luma[i - 1]! - luma[i + 1]! - luma[i - width]! - luma[i + width]!;
    }
  }
  return (deviation(laplacian) / Math.max(minSpread, deviation(luma))) * 100;
}

function leftAfterBlur(luma: Float32Array, width: number, height: number): number {
  const across = blurLoss(luma, width, height, 1);
  const down = blurLoss(luma, width, height, width);
  return 1 - (across.lost + down.lost) / (across.all + down.all || 1);
}

/**
 * Adds up the differences of neighbours `stride` apart, and the part of them that a mean of nine pixels along them
 * removes.
 */
function blurLoss(
  luma: Float32Array,
  width: number,
  height: number,
  stride: number,
): { all: number; lost: number } {
  const reach = blurTaps >> 1;
  let all = 0;
  let lost = 0;
  for (let y = reach; y < height - reach - 1; y++) {
    for (let x = reach; x < width - reach - 1; x++) {
      const i = y * width + x;
      const sharp = Math.abs(luma[i]! - luma[i + stride]!);
      const blurred =
        Math.abs(luma[i - reach * stride]! - luma[i + (reach + 1) * stride]!) / blurTaps;
      all += sharp;
      lost += Math.max(0, sharp - blurred);
    }
  }
  return { all, lost };
}

/**
 * Share of detail after a nine-pixel mean from which a picture counts as blurred: one with little detail keeps much of
 * it.
 */
const blurredShare = 0.62;

/** Focus of the face. */
export const blur = personCheck({
  id: "blur",
  measure: (subject) => {
    const { detail, leftAfterBlur } = faceSharpness(subject);
    const { fail, warn } = limitsOf("blur", subject.spec);
    const isSoft = leftAfterBlur >= blurredShare && detail >= (fail?.min ?? 0);
    return { value: isSoft && warn?.min !== undefined ? Math.min(detail, warn.min - 0.1) : detail };
  },
});

/** Decodes single-shot detectors with centre-only anchors, with weighted suppression of duplicates. */
import type { Point } from "@gradphoto/domain/photo-standard";
import { overlap } from "../maths/plane.ts";
import { pictureOfRegion, type Region } from "../maths/region.ts";
import { sigmoid } from "../maths/statistics.ts";
import type { Rect } from "../ports.ts";

export interface Detection {
  /** Score, 0..1. */
  readonly score: number;
  readonly box: Rect;
  readonly keypoints: readonly Point[];
}

/** Returns the anchor centres in 0..1, row by row, `perCell` equal ones in each cell of each grid. */
export function anchorCentres(
  grids: readonly { readonly cells: number; readonly perCell: number }[],
): readonly Point[] {
  return grids.flatMap(({ cells, perCell }) =>
    Array.from({ length: cells * cells * perCell }, (_, i) => {
      const cell = Math.floor(i / perCell);
      return { x: ((cell % cells) + 0.5) / cells, y: (Math.floor(cell / cells) + 0.5) / cells };
    }),
  );
}

export interface DetectorLayout {
  readonly inputSizePx: number;
  readonly anchors: readonly Point[];
  readonly keypoints: number;
}

const suppressionOverlap = 0.3;

/**
 * Returns the boxes in picture pixels, best first, from raw regressors and logits of a detector run on the letter-boxed
 * `region`.
 */
export function decodeDetections(
  layout: DetectorLayout,
  regressors: Float32Array,
  logits: Float32Array,
  region: Region,
  minScore: number,
): Detection[] {
  const minLogit = Math.log(minScore / (1 - minScore));
  const matches: Detection[] = [];
  for (let i = 0; i < layout.anchors.length; i++) {
    if (logits[i]! >= minLogit)
      matches.push(detectionAt(layout, i, regressors, sigmoid(logits[i]!), region));
  }
  return blendRepeats(matches);
}

function detectionAt(
  { inputSizePx, anchors, keypoints }: DetectorLayout,
  i: number,
  regressors: Float32Array,
  score: number,
  region: Region,
): Detection {
  const anchor = anchors[i]!;
  const at = i * (4 + 2 * keypoints);
  const place = (k: number): Point =>
    pictureOfRegion(
      region,
      regressors[at + k]! / inputSizePx + anchor.x,
      regressors[at + k + 1]! / inputSizePx + anchor.y,
    );
  const centre = place(0);
  const width = (regressors[at + 2]! / inputSizePx) * region.width;
  const height = (regressors[at + 3]! / inputSizePx) * region.height;
  return {
    score,
    box: { left: centre.x - width / 2, top: centre.y - height / 2, width, height },
    keypoints: Array.from({ length: keypoints }, (_, k) => place(4 + 2 * k)),
  };
}

function weightedMean(group: readonly Detection[], pick: (d: Detection) => number): number {
  let weight = 0;
  let sum = 0;
  for (const detection of group) {
    weight += detection.score;
    sum += pick(detection) * detection.score;
  }
  return sum / weight;
}

/** Returns the score-weighted mean of every group of overlapping boxes. */
function blendRepeats(match: readonly Detection[]): Detection[] {
  let rest = [...match].sort((a, b) => b.score - a.score);
  const stored: Detection[] = [];
  for (let best = rest[0]; best; best = rest[0]) {
    const head = best;
    const group = rest.filter((other) => overlap(head.box, other.box) > suppressionOverlap);
    const blend = (pick: (d: Detection) => number): number => weightedMean(group, pick);
    stored.push({
      score: head.score,
      box: {
        left: blend((d) => d.box.left),
        top: blend((d) => d.box.top),
        width: blend((d) => d.box.width),
        height: blend((d) => d.box.height),
      },
      keypoints: head.keypoints.map((_, k) => ({
        x: blend((d) => d.keypoints[k]!.x),
        y: blend((d) => d.keypoints[k]!.y),
      })),
    });
    rest = rest.filter((other) => other !== head && !group.includes(other));
  }
  return stored;
}

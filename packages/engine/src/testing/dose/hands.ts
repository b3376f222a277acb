/** Hands of people whose label says that one is in the picture, cut out by the engine's own classes. */

import { clipRect } from "../../maths/plane.ts";
import { personClass } from "../../models/person-classes.ts";
import type { PersonSubject } from "../../subject/subject.ts";
import { classWeights } from "./class-weights.ts";
import type { Layer } from "./paste.ts";

/** A hand found more surely than this may be lent. */
const surePresence = 0.9;
/** Fingers reach so far beyond the box about the landmarks. */
const reach = 0.15;
/** Share of the box that has to be hand. */
const leastShare = 0.2;
const smallestPx = 60;

/** The surest hand of this person, null where none is sure. */
export function cutHand({ hands, classes, pyramid: [picture], head, faceWidthPx }: PersonSubject): Layer | null {
  const [hand] = hands.filter(({ presence }) => presence >= surePresence).sort((a, b) => b.presence - a.presence);
  if (!hand) return null;
  const { left, top, width, height } = hand.box;
  const rect = clipRect(
    {
      left: Math.round(left - (reach * width) / 2),
      top: Math.round(top - (reach * height) / 2),
      width: Math.round(width * (1 + reach)),
      height: Math.round(height * (1 + reach)),
    },
    picture.width,
    picture.height,
  );
  // A hand at the face would bring skin of the face along.
  const atFace = Math.abs(left + width / 2 - head.faceCentreX) < faceWidthPx && top < head.chinY;
  if (atFace || Math.min(rect.width, rect.height) < smallestPx) return null;
  const weights = classWeights(classes, picture, [personClass.bodySkin]);
  const alpha = new Float32Array(rect.width * rect.height);
  const foreground = new Uint8Array(3 * alpha.length);
  for (let y = 0; y < rect.height; y++) {
    for (let x = 0; x < rect.width; x++) {
      const from = (rect.top + y) * picture.width + rect.left + x;
      const i = y * rect.width + x;
      alpha[i] = Math.min(1, Math.max(0, 2 * weights[from]! - 0.5));
      for (let c = 0; c < 3; c++) foreground[3 * i + c] = picture.data[3 * from + c]!;
    }
  }
  const share = alpha.reduce((sum, a) => sum + a, 0) / alpha.length;
  return share >= leastShare ? { width: rect.width, height: rect.height, alpha, foreground } : null;
}

/**
 * Cuts a person out of their photo with the engine's own cut-out, at the photo's resolution and with more room than a
 * standard photo.
 */
import type { PhotoSpec } from "@gradphoto/domain/photo-standard";
import { clipRect } from "../../../packages/engine/src/maths/plane.ts";
import type { Engine } from "../../../packages/engine/src/standardize.ts";
import { cutOut } from "../../../packages/engine/src/steps/cut-out.ts";
import type { HeadOutline, PersonSubject } from "../../../packages/engine/src/subject/subject.ts";
import type { PersonLayer } from "../../../packages/engine/src/testing/synthetic-person.ts";

export interface CutOutPerson extends PersonLayer {
  /** Position of the layer in the source picture, and number of layer pixels per picture pixel. */
  readonly left: number;
  readonly top: number;
  readonly scale: number;
  /** Head outline in layer pixels. */
  readonly head: HeadOutline;
  readonly faceWidthPx: number;
  /** Edges at which the source picture cuts the person off. No wall may be visible beyond such an edge. */
  readonly ends: { readonly left: boolean; readonly right: boolean; readonly top: boolean };
}

/** Extent of the layer around the face, in face sizes: to each side of its centre, above and below the eye line. */
const reach = { side: 2, above: 1.9, below: 2.6 };
/**
 * Width of a face above which it is cut out of a reduced picture, because the cut-out's radii are made for faces of the
 * standard photo.
 */
const largestFacePx = 400;

export async function cutPerson(
  subject: PersonSubject,
  spec: PhotoSpec,
  engine: Engine,
): Promise<CutOutPerson> {
  const { head, faceSizePx, faceWidthPx, pyramid } = subject;
  const [{ width: pictureWidth, height: pictureHeight }] = pyramid;
  const rect = clipRect(
    {
      left: Math.round(head.faceCentreX - reach.side * faceSizePx),
      top: Math.round(head.eyeLineY - reach.above * faceSizePx),
      width: Math.round(2 * reach.side * faceSizePx),
      height: Math.round((reach.above + reach.below) * faceSizePx),
    },
    pictureWidth,
    pictureHeight,
  );
  const widthPx = Math.round(rect.width * Math.min(1, largestFacePx / faceWidthPx));
  const scale = widthPx / rect.width;
  const heightPx = Math.round(rect.height * scale);
  const classes = await engine.models.segmentPerson(pyramid, rect);
  const { alpha, photo, foreground } = await cutOut(
    { ...subject, classes },
    { rect, scale },
    null,
    { ...spec, widthPx, heightPx },
    engine.codec,
    engine.kernel,
  );
  const colours = Uint8Array.from(foreground, (code, i) =>
    alpha[(i / 3) | 0]! >= 1 ? photo.data[i]! : code,
  );
  const toLayer = (v: number, from: number): number => (v - from) * scale;
  return {
    left: rect.left,
    top: rect.top,
    scale,
    width: widthPx,
    height: heightPx,
    alpha,
    foreground: colours,
    head: {
      crownY: toLayer(head.crownY, rect.top),
      eyeLineY: toLayer(head.eyeLineY, rect.top),
      chinY: toLayer(head.chinY, rect.top),
      faceCentreX: toLayer(head.faceCentreX, rect.left),
    },
    faceWidthPx: faceWidthPx * scale,
    ends: endsOf(alpha, widthPx, heightPx),
  };
}

/** Share of an edge's pixels from which the layer cuts the person off there. */
const minShare = 0.01;

function endsOf(alpha: Float32Array, width: number, height: number): CutOutPerson["ends"] {
  const share = (count: number, at: (i: number) => number): number => {
    let visibleCount = 0;
    for (let i = 0; i < count; i++) if (alpha[at(i)]! > 0.1) visibleCount++;
    return visibleCount / count;
  };
  return {
    left: share(height, (y) => y * width) > minShare,
    right: share(height, (y) => y * width + width - 1) > minShare,
    top: share(width, (x) => x) > minShare,
  };
}

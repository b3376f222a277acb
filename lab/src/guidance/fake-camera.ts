/** Simulates a camera that films a person's photo. A script moves, zooms and tilts it, and changes the light. */
import { type PhotoSpec, silhouetteOf } from "@gradphoto/domain/photo-standard";
import { buildPyramid, type Pyramid } from "../../../packages/engine/src/maths/pyramid.ts";
import { sampleRegion } from "../../../packages/engine/src/maths/region.ts";
import { mean } from "../../../packages/engine/src/maths/statistics.ts";
import { mirroredPairs } from "../../../packages/engine/src/models/landmarks.ts";
import type { Raster } from "../../../packages/engine/src/ports.ts";
import { labsAt } from "../../../packages/engine/src/subject/lab-patch.ts";
import { meshPoints, type Side } from "../../../packages/engine/src/subject/parts.ts";
import { withClosedEyes } from "./closed-eyes.ts";
import { withHairOverBrows, withHairOverEars } from "./drawn-hair.ts";
import { litBy, toLight, toRaster } from "./light-picture.ts";
import type { PreparedPhoto } from "./prepared-photo.ts";

export const frameSize = { width: 360, height: 480 };

/** Differences from a good scene. Without fields the scene is good. */
export interface Scene {
  /** Size of the face relative to the target size of the spec. */
  readonly nearness?: number;
  /** Offset from the target position, in frame widths. */
  readonly right?: number;
  readonly lower?: number;
  readonly tiltDeg?: number;
  /** Stops of light removed from everything, and from the darker half of the face. */
  readonly darkerStops?: number;
  readonly sideStops?: number;
  readonly eyesClosed?: true;
  /** Parts over which the person's own hair is let down. */
  readonly hairOver?: "ears" | "brows";
  /** True if the frame contains no person. */
  readonly nobody?: true;
}

export interface FakeCamera {
  /** Makes the frame. Returns null if the scene cannot be made of this person. */
  readonly show: (scene: Scene) => Raster | null;
}

export function fakeCamera(photo: PreparedPhoto, spec: PhotoSpec): FakeCamera {
  const darker = darkerSide(photo);
  const made = new Map<string, Pyramid | null>();
  function madeOf({ eyesClosed, hairOver }: Scene): Pyramid | null {
    const raster = eyesClosed
      ? withClosedEyes(photo)
      : hairOver === "ears"
        ? withHairOverEars(photo)
        : hairOver === "brows"
          ? withHairOverBrows(photo)
          : photo.raster;
    return raster && buildPyramid(raster);
  }
  return {
    show: (scene) => {
      if (scene.nobody) return blank;
      const key = `${scene.eyesClosed} ${scene.hairOver}`;
      const pyramid = made.get(key) ?? madeOf(scene);
      made.set(key, pyramid);
      return pyramid && lit(seen(pyramid, photo, scene, spec), scene, darker);
    },
  };
}

const blank: Raster = {
  ...frameSize,
  data: new Uint8Array(3 * frameSize.width * frameSize.height).fill(212),
};

/** Vertical position of a well-framed person's eyes, as a share of the silhouette's height. */
const eyeShare = 0.385;

function seen(pyramid: Pyramid, { subject }: PreparedPhoto, scene: Scene, spec: PhotoSpec): Raster {
  const { nearness = 1, right = 0, lower = 0, tiltDeg = 0 } = scene;
  const silhouette = silhouetteOf(frameSize, spec);
  const facePx = (nearness * spec.aim.faceWidthPx * silhouette.width) / spec.widthPx;
  const perFramePx = subject.faceSizePx / facePx;
  const [eyeX, eyeY] = [
    silhouette.left + silhouette.width / 2 + right * frameSize.width,
    silhouette.top + eyeShare * silhouette.height + lower * frameSize.width,
  ];
  // This removes the head's own tilt, so that only the scene's tilt remains.
  const angleRad = ((subject.frame.rollDeg - tiltDeg) * Math.PI) / 180;
  const [dx, dy] = [
    (frameSize.width / 2 - eyeX) * perFramePx,
    (frameSize.height / 2 - eyeY) * perFramePx,
  ];
  const region = {
    cx: subject.head.faceCentreX + dx * Math.cos(angleRad) - dy * Math.sin(angleRad),
    cy: subject.head.eyeLineY + dx * Math.sin(angleRad) + dy * Math.cos(angleRad),
    width: frameSize.width * perFramePx,
    height: frameSize.height * perFramePx,
    angleRad,
  };
  const rgb = sampleRegion(pyramid, region, frameSize.width, frameSize.height, {
    from: 0,
    to: 255,
  });
  return { ...frameSize, data: Uint8Array.from(rgb, (code) => Math.round(code)) };
}

function lit(frame: Raster, { darkerStops = 0, sideStops = 0 }: Scene, darker: Side): Raster {
  if (darkerStops === 0 && sideStops === 0) return frame;
  const towardsEnd = (x: number): number =>
    Math.min(1, Math.max(0, (x / frameSize.width - 0.5) / 0.385 + 0.5));
  // The person's right side is at the left of the frame.
  const across = (x: number): number => (darker === "left" ? towardsEnd(x) : 1 - towardsEnd(x));
  return toRaster(litBy(toLight(frame), (x) => 2 ** -(darkerStops + sideStops * across(x))));
}

/** Returns the darker side of the face. Light removed from the brighter side would make the face even. */
function darkerSide({ subject }: PreparedPhoto): Side {
  const [right, left] = [0, 1].map((side) => {
    const places = mirroredPairs.map((pair) => pair[side]!);
    return mean(labsAt(subject.faceColours, meshPoints(subject, places)).map(({ l }) => l));
  });
  return left! < right! ? "left" : "right";
}

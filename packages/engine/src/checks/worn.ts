/** Things worn on head, face and neck. */
import { limitsOf } from "@gradphoto/domain/photo-standard";
import { boundsOf } from "../maths/plane.ts";
import { outline } from "../models/landmarks.ts";
import { personClass } from "../models/person-classes.ts";
import { classShares } from "../subject/class-shares.ts";
import { faceGrid } from "../subject/face-frame.ts";
import {
  chinV,
  earBox,
  earLobeBox,
  earStep,
  foreheadPoints,
  frameBox,
  insideOutline,
  meshPoints,
  nextToFace,
  sides,
} from "../subject/parts.ts";
import type { PersonReading } from "../subject/subject.ts";
import { personCheck } from "./check.ts";

/** Share from which an item counts as worn. */
const wornShare = 0.12;

/** Returns the share of the mouth region that is cloth or another object. */
function maskShare(subject: PersonReading): number {
  const over = classShares(subject.classes, insideOutline(subject, outline.mouth, 1, 0.04));
  return over.share(personClass.clothes) + over.share(personClass.other);
}

const bridge = { u0: -0.15, u1: 0.15, v0: -0.15, v1: 0.15 };

/** Positions of the lenses, in the face frame. */
const lensBoxes = [
  { u0: -0.85, u1: -0.15, v0: -0.2, v1: 0.35 },
  { u0: 0.15, u1: 0.85, v0: -0.2, v1: 0.35 },
] as const;

/** Returns the share of the bridge of the nose, or of the lenses' positions, with a class of other objects. */
function glassesShare({ classes, frame }: PersonReading): number {
  const onBridge = classShares(classes, faceGrid(frame, bridge, 0.04)).share(personClass.other);
  const onLenses = classShares(
    classes,
    lensBoxes.flatMap((lens) => faceGrid(frame, lens, 0.04)),
  ).share(personClass.other);
  return Math.max(onBridge, onLenses);
}

/**
 * Returns true for a headscarf, which is visible next to the face on both sides. It may be religious or medical, which
 * a senior reviewer decides.
 */
const wearsScarf = (subject: PersonReading): boolean =>
  sides.every((side) => {
    const cloth = classShares(subject.classes, nextToFace(subject, side, earBox)).sum(
      personClass.clothes,
    );
    return cloth * earStep * earStep >= scarfArea;
  });

/** Minimum area of a scarf, in square eye distances. */
const scarfArea = 0.1;

/** Mask or cloth over mouth and nose. */
export const mask = personCheck({
  id: "mask",
  measure: (subject) => ({
    value: maskShare(subject),
    shapes: [{ kind: "outline", points: meshPoints(subject, outline.lowerFace) }],
  }),
});

const eyes = [outline.rightEye, outline.leftEye];
/** Growth of the eye's outline to include the lids. */
const lidGrowth = 1.3;

/** Dark lenses. Clear glasses show the eye's own skin between lid and frame; dark ones do not. */
export const sunglasses = personCheck({
  id: "sunglasses",
  measure: (subject) => ({
    // The value is the lower one of both eyes, because a reflection or the frame can cover one eye without dark lenses.
    value: Math.min(
      ...eyes.map((eye) =>
        classShares(subject.classes, insideOutline(subject, eye, lidGrowth, 0.03)).share(
          personClass.other,
        ),
      ),
    ),
    shapes: eyes.map((eye) => ({ kind: "outline", points: meshPoints(subject, eye) })),
  }),
});

/** Glasses. People who always wear them may wear them here, so this is reported but never fails the photo. */
export const glasses = personCheck({
  id: "glasses",
  measure: (subject) => {
    const value = glassesShare(subject);
    if (value < wornShare)
      return { value, message: { zh: "没有发现眼镜。", en: "No glasses were found." } };
    return {
      value,
      note: true,
      message: {
        zh: "戴着眼镜：常戴的可以保留，镜片须无色、无反光。",
        en: "Glasses are worn: who always wears them may, with clear lenses and no reflections.",
      },
      shapes: lensBoxes.map((lens) => ({
        kind: "outline",
        points: frameBox(subject, lens.u0, lens.u1, lens.v0, lens.v1),
      })),
    };
  },
});

/** Region above the brows, in eye distances. */
const aboveFace = { u0: -1, u1: 1, v0: -1.9, v1: -0.6 };
/** Weight of cloth on the forehead, relative to cloth above it. */
const foreheadWeight = 3;

/** Headwear. */
export const headwear = personCheck({
  id: "headwear",
  measure: (subject) => {
    const above = classShares(subject.classes, faceGrid(subject.frame, aboveFace, 0.06));
    const cloth = above.sum(personClass.clothes) + above.sum(personClass.other);
    const head =
      cloth +
      above.sum(personClass.hair) +
      above.sum(personClass.bodySkin) +
      above.sum(personClass.faceSkin);
    const top = head > 0 ? cloth / head : 0;
    const forehead = classShares(subject.classes, foreheadPoints(subject, 0.2));
    const onForehead = forehead.share(personClass.clothes) + forehead.share(personClass.other);
    return {
      value: Math.max(top, Math.min(1, foreheadWeight * onForehead)),
      shapes: [
        {
          kind: "outline",
          points: frameBox(subject, aboveFace.u0, aboveFace.u1, aboveFace.v0, aboveFace.v1),
        },
      ],
      ...(wearsScarf(subject) || top < (limitsOf("headwear", subject.spec).fail?.max ?? 1)
        ? { atMost: "warn" }
        : {}),
    };
  },
});

/** Jewellery at the ears. */
export const earrings = personCheck({
  id: "earrings",
  measure: (subject) => {
    if (maskShare(subject) >= wornShare) {
      return {
        value: null,
        why: { zh: "口罩的带子挡在耳垂处", en: "straps of the mask are where earrings would be" },
      };
    }
    const wearsGlasses = glassesShare(subject) >= wornShare;
    if (
      wearsGlasses &&
      Math.abs(subject.headPose.yawDeg) > (limitsOf("not-frontal", subject.spec).fail?.max ?? 90)
    ) {
      return {
        value: null,
        why: {
          zh: "脸侧着，眼镜挡在耳垂处",
          en: "the face is turned, so the glasses are where earrings would be",
        },
      };
    }
    const lobe = wearsGlasses ? { ...earLobeBox, v0: belowTemples } : earLobeBox;
    const boxes = sides.map((side) => nextToFace(subject, side, lobe));
    return {
      value: Math.max(
        ...boxes.map(
          (points) =>
            classShares(subject.classes, points).sum(personClass.other) * earStep * earStep,
        ),
      ),
      shapes: boxes.map((points) => {
        const { left, top, width, height } = boundsOf(points);
        return { kind: "box", x: left, y: top, width, height };
      }),
    };
  },
});

/** Distance below the eyes, in eye distances, at which the temples of glasses end. They have the class of earrings. */
const belowTemples = 0.55;

const neckStep = 0.05;

/** Jewellery at the neck. Fine chains are below the resolution of the class map; a mask or scarf hides the neck. */
export const necklace = personCheck({
  id: "necklace",
  measure: (subject) => {
    if (maskShare(subject) >= wornShare || wearsScarf(subject)) {
      return {
        value: null,
        why: { zh: "口罩或头巾遮住了颈部", en: "a mask or scarf covers the neck" },
      };
    }
    const chin = chinV(subject);
    const box = { u0: -0.9, u1: 0.9, v0: chin + 0.05, v1: chin + 1.6 };
    return {
      value:
        classShares(subject.classes, faceGrid(subject.frame, box, neckStep)).sum(
          personClass.other,
        ) *
        neckStep *
        neckStep,
      shapes: [{ kind: "outline", points: frameBox(subject, box.u0, box.u1, box.v0, box.v1) }],
    };
  },
});

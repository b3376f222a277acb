/** Segmentation of a person into background, hair, body skin, face skin, clothes and other things. */
import type { Pyramid } from "../maths/pyramid.ts";
import { regionOfRect, sampleRegion } from "../maths/region.ts";
import type { ModelRuntime, Rect } from "../ports.ts";

export const personClass = {
  background: 0,
  hair: 1,
  bodySkin: 2,
  faceSkin: 3,
  clothes: 4,
  other: 5,
} as const;
export type PersonClass = (typeof personClass)[keyof typeof personClass];
export const classCount = 6;
export const classMapSize = 256;

/** Class scores of one part of the picture, stretched to 256 × 256. */
export interface ClassMap {
  readonly part: Rect;
  /** 256 × 256 × 6 probabilities. */
  readonly probabilities: Float32Array;
  /** 256 × 256: margin of the strongest person class over background, in logits. */
  readonly personMargin: Float32Array;
  /** 256 × 256: margin of hair over the other person classes, in logits. */
  readonly hairMargin: Float32Array;
}

export type SegmentPerson = (pyramid: Pyramid, part: Rect) => Promise<ClassMap>;

/** Factor of the logits. Plain softmax leaves a haze in the background; doubling the logits removes it. */
const sharpening = 2;

export async function loadPersonClasses(runtime: ModelRuntime): Promise<SegmentPerson> {
  const network = await runtime.load("person-classes");
  return async (pyramid, part) => {
    const region = regionOfRect(part);
    const [logits] = await network.run(
      sampleRegion(pyramid, region, classMapSize, classMapSize, { from: -1, to: 1 }),
    );
    return { part, ...readLogits(logits!) };
  };
}

/** Distance in sharpened logits below the strongest class at which a class has less than a millionth. */
const negligible = -14;

/** Turns the logits into probabilities in place. */
function readLogits(logits: Float32Array): Omit<ClassMap, "part"> {
  const n = classMapSize * classMapSize;
  const personMargin = new Float32Array(n);
  const hairMargin = new Float32Array(n);
  for (let i = 0, at = 0; i < n; i++, at += classCount) {
    const background = logits[at]!;
    const hair = logits[at + 1]!;
    let rest = logits[at + 2]!;
    for (let k = 3; k < classCount; k++) if (logits[at + k]! > rest) rest = logits[at + k]!;
    const person = Math.max(hair, rest);
    personMargin[i] = person - background;
    hairMargin[i] = hair - rest;
    const top = Math.max(person, background);
    let sum = 0;
    for (let k = 0; k < classCount; k++) {
      const margin = sharpening * (logits[at + k]! - top);
      const weight = margin === 0 ? 1 : margin > negligible ? Math.exp(margin) : 0;
      logits[at + k] = weight;
      sum += weight;
    }
    if (sum !== 1) for (let k = 0; k < classCount; k++) logits[at + k]! /= sum;
  }
  return { probabilities: logits, personMargin, hairMargin };
}

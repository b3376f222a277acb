/** Are the clothes of another colour than the background? */
import { chromaOf, hueOf } from "../maths/colour.ts";
import { personClass } from "../models/person-classes.ts";
import { classAt } from "../subject/class-shares.ts";
import { chinV } from "../subject/parts.ts";
import type { PersonSubject } from "../subject/subject.ts";
import { personCheck } from "./check.ts";

const sureCloth = 0.7;
const blueChroma = 12;
const blueHueDeg = { from: 225, to: 305 };
const everyPixel = 2;
/** Less cloth than this, in square eye distances, says nothing about what is worn. */
const leastArea = 0.5;

export const blueClothes = personCheck({
  id: "blue-clothes",
  title: { zh: "穿着蓝色衣服", en: "Blue clothes" },
  quantity: { zh: "衣服中蓝色的比例", en: "Blue share of the clothes" },
  advice: {
    zh: "照片背景是蓝色，请换一件非蓝色的单色有领衣服，再拍一张",
    en: "The background is blue: put on plain clothes of another colour and take it again",
  },
  unit: "share",
  limits: { warn: { max: 0.5 }, fail: { max: 0.8 } },
  measure: (subject) => {
    const colours = clothColours(subject);
    const pixelArea =
      ((everyPixel * subject.personColours.part.width) / subject.personColours.width / subject.frame.iodPx) ** 2;
    if (colours.length * pixelArea < leastArea) return { value: null };
    const blue = colours.filter((lab) => {
      const hue = hueOf(lab);
      return chromaOf(lab) > blueChroma && hue > blueHueDeg.from && hue < blueHueDeg.to;
    });
    return { value: blue.length / colours.length };
  },
});

function clothColours(subject: PersonSubject) {
  const { personColours: patch, frame, classes } = subject;
  const chin = chinV(subject);
  const colours = [];
  for (let row = 0; row < patch.height; row += everyPixel) {
    const y = patch.part.top + ((row + 0.5) / patch.height) * patch.part.height;
    for (let column = 0; column < patch.width; column += everyPixel) {
      const x = patch.part.left + ((column + 0.5) / patch.width) * patch.part.width;
      if (frame.toFace({ x, y }).v < chin || classAt(classes, { x, y }, personClass.clothes) < sureCloth) continue;
      const i = row * patch.width + column;
      colours.push({ l: patch.l[i]!, a: patch.a[i]!, b: patch.b[i]! });
    }
  }
  return colours;
}

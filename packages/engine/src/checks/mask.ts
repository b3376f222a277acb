/** Does a mask or cloth cover mouth and nose? */
import { outline } from "../models/landmarks.ts";
import { personClass } from "../models/person-classes.ts";
import { classShares } from "../subject/class-shares.ts";
import { insideOutline, meshPoints } from "../subject/parts.ts";
import { personCheck } from "./check.ts";

export const mask = personCheck({
  id: "mask",
  title: { zh: "戴着口罩", en: "Mask worn" },
  quantity: { zh: "口部被遮住的比例", en: "Share of the mouth covered" },
  advice: { zh: "请摘下口罩，露出整张脸，再拍一张", en: "Take the mask off, show the whole face, and take it again" },
  unit: "share",
  limits: { warn: { max: 0.15 }, fail: { max: 0.5 } },
  measure: (subject) => {
    const over = classShares(subject.classes, insideOutline(subject, outline.mouth, 1, 0.04));
    return {
      value: over.share(personClass.clothes) + over.share(personClass.other),
      shapes: [{ kind: "outline", points: meshPoints(subject, outline.lowerFace) }],
    };
  },
});

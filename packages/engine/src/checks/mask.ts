/** Does a mask or cloth cover mouth and nose? */
import { outline } from "../models/landmarks.ts";
import { meshPoints } from "../subject/parts.ts";
import { maskShare } from "../subject/worn.ts";
import { personCheck } from "./check.ts";

export const mask = personCheck({
  id: "mask",
  title: { zh: "戴着口罩", en: "Mask worn" },
  quantity: { zh: "口部被遮住的比例", en: "Share of the mouth covered" },
  advice: {
    zh: "请摘下口罩，露出整张脸，再拍一张",
    en: "Take the mask off, show the whole face, and take it again",
  },
  unit: "share",
  limits: { warn: { max: 0.15 }, fail: { max: 0.5 } },
  measure: (subject) => ({
    value: maskShare(subject),
    shapes: [{ kind: "outline", points: meshPoints(subject, outline.lowerFace) }],
  }),
});

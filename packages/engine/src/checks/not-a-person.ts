/** Is it a living person's skin, not a statue or a drawing? */
import { chromaOf } from "../maths/colour.ts";
import { median } from "../maths/statistics.ts";
import { personCheck } from "./check.ts";

/** Without any colour at all it is a black-and-white photo, which `grayscale` tells. */
const colourless = 0.5;

export const notAPerson = personCheck({
  id: "not-a-person",
  title: { zh: "不像真人", en: "Not a living person" },
  quantity: { zh: "脸部肤色的彩度", en: "Colourfulness of the face" },
  advice: { zh: "请上传本人的实拍照片", en: "Upload a photo of the person, taken with a camera" },
  unit: "score",
  limits: { warn: { min: 4 } },
  gate: ["warn"],
  measure: (subject) => {
    const chroma = median(subject.skin.map(chromaOf));
    return { value: chroma < colourless ? null : chroma };
  },
});

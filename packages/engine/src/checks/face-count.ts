/** Number of people in the picture. */
import { type Bilingual, figure } from "@gradphoto/domain/photo-standard";
import { clearFaceLogit, mainFaceOf } from "../subject/main-face.ts";
import { pictureCheck } from "./check.ts";

/** Below this logit, a second box is a pattern on clothes or wall, not a face. */
const somebodyLogit = 5;

export const faceCount = pictureCheck({
  id: "face-count",
  measure: ({ faces }) => {
    const main = mainFaceOf(faces);
    const others = faces
      .filter((face) => face !== main && face.mesh.faceLogit >= somebodyLogit)
      .sort((a, b) => b.detection.box.width - a.detection.box.width);
    const largest = others.find((face) => face.mesh.faceLogit >= clearFaceLogit) ?? others[0];
    if (!main) return { value: null };
    if (!largest) return { value: 0, message: nobodyElse };
    const share = largest.detection.box.width / main.detection.box.width;
    return {
      value: share,
      message: somebodyElse(figure(share, "share")),
      shapes: others.map(({ detection: { box } }) => ({
        kind: "box",
        x: box.left,
        y: box.top,
        width: box.width,
        height: box.height,
      })),
      ...(largest.mesh.faceLogit < clearFaceLogit ? { atMost: "warn" } : {}),
    };
  },
});

const nobodyElse: Bilingual = { zh: "画面中没有另一张脸。", en: "There is no other face in the picture." };
const somebodyElse = (percent: string): Bilingual => ({
  zh: `画面中还有另一张脸，宽度是本人脸的 ${percent}%；应只有本人一人。`,
  en: `There is another face, ${percent}% as wide as the main one; it should be one person alone.`,
});

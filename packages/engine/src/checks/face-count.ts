/** Is there nobody else in the picture? */
import { clearFaceLogit, mainFaceOf } from "../subject/main-face.ts";
import { pictureCheck } from "./check.ts";

/** Below this a second box is a pattern on clothes or wall, not a face. */
const somebodyLogit = 5;

export const faceCount = pictureCheck({
  id: "face-count",
  advice: { zh: "请只让本人一人入镜，再拍一张", en: "Take it again with nobody else in the picture" },
  measure: ({ faces }) => {
    const main = mainFaceOf(faces);
    const others = faces
      .filter((face) => face !== main && face.mesh.faceLogit >= somebodyLogit)
      .sort((a, b) => b.detection.box.width - a.detection.box.width);
    const largest = others.find((face) => face.mesh.faceLogit >= clearFaceLogit) ?? others[0];
    if (!main) return { value: null };
    if (!largest) return { value: 0 };
    return {
      value: largest.detection.box.width / main.detection.box.width,
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

/** Does the face look straight at the lens? */
import { landmark } from "../models/landmarks.ts";
import { personCheck } from "./check.ts";

/** Level faces read about this much chin-down in the mesh's own pose. */
const pitchBiasDeg = 5.5;
/** Pitch is less sure than yaw: this share of it counts, and it never refuses. */
const pitchShare = 12 / 14.5;

/** Below this the mesh is a guess at a covered face and its angles mean nothing. */
const trustedLogit = 15;

export const notFrontal = personCheck({
  id: "not-frontal",
  advice: {
    zh: "请把脸正对镜头，下巴不抬不低，眼睛与镜头同高再拍一张",
    en: "Turn the face straight to the lens, chin neither up nor down, lens at eye height, and take it again",
  },
  measure: ({ headPose, points, main }) => {
    if (main.mesh.faceLogit < trustedLogit) return { value: null };
    const yaw = Math.abs(headPose.yawDeg);
    const pitch = pitchShare * Math.abs(headPose.pitchDeg - pitchBiasDeg);
    const { box } = main.detection;
    const nose = points[landmark.noseTip]!;
    const shapes = [
      { kind: "line", points: [{ x: box.left + box.width / 2, y: box.top + box.height / 2 }, nose] },
    ] as const;
    return yaw >= pitch ? { value: yaw, shapes } : { value: pitch, shapes, atMost: "warn" };
  },
});

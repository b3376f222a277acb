/** Direction and tilt of the head. */
import { checkWords, onItsSideDeg } from "@gradphoto/domain/photo-standard";
import { midpoint } from "../maths/plane.ts";
import type { HeadPose } from "../models/head-pose.ts";
import { landmark } from "../models/landmarks.ts";
import type { PersonSubject } from "../subject/subject.ts";
import { personCheck } from "./check.ts";

/** Offset of pitch: in the mesh's own pose, level faces read about this much chin-down. */
const pitchBiasDeg = 5.5;
/** Share of pitch that counts, because pitch is less certain than yaw. It never refuses. */
const pitchShare = 12 / 14.5;

/** Logit below which the mesh is a guess at a covered face and its angles mean nothing. */
const trustedLogit = 15;

/**
 * Returns the angles that count against the limits: yaw, and pitch with chin down above 0. Returns null where the
 * angles mean nothing.
 */
export function trustedTurnOf({
  headPose,
  main,
}: Pick<PersonSubject, "headPose" | "main">): HeadPose | null {
  if (main.mesh.faceLogit < trustedLogit) return null;
  return { yawDeg: headPose.yawDeg, pitchDeg: pitchShare * (headPose.pitchDeg - pitchBiasDeg) };
}

/** Direction of the face, which must look straight at the lens. */
export const notFrontal = personCheck({
  id: "not-frontal",
  measure: (person) => {
    const turn = trustedTurnOf(person);
    if (!turn) {
      return {
        value: null,
        why: { zh: "脸被遮住，量不准角度", en: "the face is covered, so its angles are uncertain" },
      };
    }
    const { points, main } = person;
    const yaw = Math.abs(turn.yawDeg);
    const pitch = Math.abs(turn.pitchDeg);
    const { box } = main.detection;
    const nose = points[landmark.noseTip]!;
    const shapes = [
      {
        kind: "line",
        points: [{ x: box.left + box.width / 2, y: box.top + box.height / 2 }, nose],
      },
    ] as const;
    return yaw >= pitch ? { value: yaw, shapes } : { value: pitch, shapes, atMost: "warn" };
  },
});

const { titleWhen, adviceWhen } = checkWords["head-tilt"];

/** Tilt of the head. It is measured and refused, never corrected. */
export const headTilt = personCheck({
  id: "head-tilt",
  measure: ({ frame, points }) => {
    const value = Math.abs(frame.rollDeg);
    return {
      value,
      shapes: [
        {
          kind: "line",
          points: [
            midpoint(points[landmark.rightEyeOuter]!, points[landmark.rightEyeInner]!),
            midpoint(points[landmark.leftEyeInner]!, points[landmark.leftEyeOuter]!),
          ],
        },
      ],
      ...(value > onItsSideDeg ? { title: titleWhen.onItsSide, advice: adviceWhen.onItsSide } : {}),
    };
  },
});

/** Tilt of the head. It is measured and refused, never corrected. */
import { findingWords } from "@gradphoto/domain/photo-standard";
import { midpoint } from "../maths/plane.ts";
import { landmark } from "../models/landmarks.ts";
import { personCheck } from "./check.ts";

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
      ...(value > onItsSideDeg ? { advice: findingWords["head-tilt"].adviceWhen.onItsSide } : {}),
    };
  },
});

/** At this angle the picture itself is on its side. */
const onItsSideDeg = 45;

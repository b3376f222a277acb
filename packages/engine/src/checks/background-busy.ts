/** Plainness of the wall. The background is replaced, so a busy one only warns: it may spoil the edge of the hair. */
import type { OverlayShape } from "@gradphoto/domain/photo-standard";
import type { PersonSubject } from "../subject/subject.ts";
import { personCheck } from "./check.ts";

/** Below this share of the picture, the visible area is a gap in the hair, not a wall. */
const leastArea = 0.12;
export const backgroundBusy = personCheck({
  id: "background-busy",
  ungated: true,
  measure: (subject) => {
    const { wall } = subject;
    return wall && wall.area >= leastArea ? { value: wall.clutter, shapes: nextToHead(subject) } : { value: null };
  },
});

/** Distance from the middle of the face at which hair has ended, in face sizes. */
const clearOfHair = 0.8;

/** The two parts of the measured picture left and right of the head, where wall is most likely visible. */
function nextToHead({ personPart, head, faceSizePx }: PersonSubject): OverlayShape[] {
  const { left, top, width } = personPart;
  const sides = [
    [left, head.faceCentreX - clearOfHair * faceSizePx],
    [head.faceCentreX + clearOfHair * faceSizePx, left + width],
  ] as const;
  return sides.flatMap(([from, to]) =>
    to > from ? [{ kind: "box" as const, x: from, y: top, width: to - from, height: head.chinY - top }] : [],
  );
}

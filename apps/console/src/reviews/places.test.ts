import { expect, test } from "vitest";
import { closeUp, identityPlacement, place as placeOf, places } from "./view.ts";

const geometry = {
  ...{ hairTopPx: 40, eyeLinePx: 250, faceWidthPx: 220, faceCentreXPx: 240, interEyePx: 100 },
  ...{ rollDeg: 0, yawDeg: 0, pitchDeg: 0 },
};
const frame = { width: 440, height: 600 };

test("centres each part in the frame, larger than in the entire photo", () => {
  for (const part of places) {
    const view = closeUp(part, geometry, frame);
    const { x, y, scale } = placeOf(view, frame, identityPlacement);
    expect(x + view.centreX * scale, part).toBeCloseTo(220);
    expect(y + view.centreY * scale, part).toBeCloseTo(300);
    expect(scale, part).toBeGreaterThan(frame.width / 480);
  }
});

test("the parts follow one another from crown to collar, with the edges on both sides", () => {
  const at = (part: (typeof places)[number]) => closeUp(part, geometry, frame);
  const down = (["crown", "eyes", "ears", "mouth", "collar"] as const).map(
    (part) => at(part).centreY,
  );
  expect(down).toEqual([...down].sort((a, b) => a - b));
  expect(at("left-edge").centreX).toBeLessThan(at("eyes").centreX);
  expect(at("right-edge").centreX).toBeGreaterThan(at("eyes").centreX);
});

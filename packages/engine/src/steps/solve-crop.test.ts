import { findPhotoSpec, photoSpecs } from "@gradphoto/domain/photo-standard";
import { expect, test } from "vitest";
import { type ClassMap, classCount, classMapSize } from "../models/person-classes.ts";
import { type CropInput, solveCrop } from "./solve-crop.ts";

const blue = findPhotoSpec("chsi-blue") ?? photoSpecs[0];

/** Returns a class map with background everywhere except a column of the given width. */
function personColumn(width: number, height: number, from: number, to: number): ClassMap {
  const n = classMapSize * classMapSize;
  const probabilities = new Float32Array(n * classCount);
  for (let i = 0; i < n; i++) {
    const x = (((i % classMapSize) + 0.5) / classMapSize) * width;
    probabilities[i * classCount + (x >= from && x < to ? 4 : 0)] = 1;
  }
  return {
    part: { left: 0, top: 0, width, height },
    probabilities,
    personMargin: new Float32Array(n),
    hairMargin: new Float32Array(n),
  };
}

function input(change: {
  crownY?: number;
  eyeLineY?: number;
  faceWidthPx?: number;
  width?: number;
  height?: number;
  centreX?: number;
}): CropInput {
  const { crownY = 300, eyeLineY = 500, faceWidthPx = 210, width = 1000, height = 1400, centreX = 500 } = change;
  return {
    head: { crownY, eyeLineY, chinY: eyeLineY + 0.6 * faceWidthPx, faceCentreX: centreX },
    faceWidthPx,
    frame: { iodPx: faceWidthPx / 2.2 },
    pyramid: [{ width, height, data: new Uint8Array(0) }] as const,
    sourceScale: 1,
    classes: personColumn(width, height, centreX - 200, centreX + 200),
  };
}

test("aims for the spec's face width and hair top if nothing prevents it", () => {
  const { crop, blockedBy } = solveCrop(input({}), blue);
  expect(blockedBy).toBeNull();
  expect(210 * crop.scale).toBeCloseTo(215, -0.5);
  expect((300 - crop.rect.top) * crop.scale).toBeCloseTo(80, -0.5);
  expect((500 - crop.rect.left) * crop.scale).toBeCloseTo(240, -0.5);
});

test("the crop has exactly the aspect ratio of a 480×640 photo, so one scale serves both axes", () => {
  for (let faceWidthPx = 150; faceWidthPx < 900; faceWidthPx += 37) {
    const { rect } = solveCrop(input({ faceWidthPx, eyeLineY: 300 + faceWidthPx * 0.95 }), blue).crop;
    expect(rect.width * 4).toBe(rect.height * 3);
  }
});

test("high hair reduces the face until the eyes fit; beyond that, the windows block the crop", () => {
  const high = solveCrop(input({ crownY: 240 }), blue);
  expect(high.blockedBy).toBeNull();
  expect(210 * high.crop.scale).toBeLessThan(205);
  expect(solveCrop(input({ crownY: 150 }), blue).blockedBy).toBe("windows");
});

test("a face that would need enlarging beyond the cap is blocked by scale", () => {
  expect(solveCrop(input({ faceWidthPx: 80, crownY: 420 }), blue).blockedBy).toBe("scale");
});

test("every crop that is not blocked is inside every window, even for coarse pixels", () => {
  for (let faceWidthPx = 100; faceWidthPx < 160; faceWidthPx += 7) {
    for (let crownToEye = 0.7; crownToEye < 1.4; crownToEye += 0.09) {
      const wanted = input({ faceWidthPx, crownY: 500 - crownToEye * faceWidthPx, height: 640 });
      const { crop, blockedBy } = solveCrop(wanted, blue);
      if (blockedBy) continue;
      const hairTopPx = (wanted.head.crownY - crop.rect.top) * crop.scale;
      const eyeLinePx = (wanted.head.eyeLineY - crop.rect.top) * crop.scale;
      expect(hairTopPx).toBeGreaterThanOrEqual(50);
      expect(hairTopPx).toBeLessThanOrEqual(110);
      expect(eyeLinePx).toBeGreaterThanOrEqual(200);
      expect(eyeLinePx).toBeLessThanOrEqual(300);
    }
  }
});

test("leaves a margin between predicted positions and the windows' ends where possible", () => {
  const { crop } = solveCrop(input({ crownY: 270 }), blue);
  expect((270 - crop.rect.top) * crop.scale).toBeGreaterThanOrEqual(58);
  expect((500 - crop.rect.top) * crop.scale).toBeLessThanOrEqual(299);
});

test("crops closer if rows are missing below, as far as the windows allow", () => {
  const { crop, missingRowsPx } = solveCrop(input({ height: 800 }), blue);
  expect(missingRowsPx).toBeLessThanOrEqual(1);
  expect(210 * crop.scale).toBeGreaterThan(230);
});

test("counts missing rows below, and shoulders cut off at the side", () => {
  expect(solveCrop(input({ height: 640 }), blue).missingRowsPx).toBeGreaterThan(50);
  expect(solveCrop(input({ width: 330, centreX: 165 }), blue).sideCutPx).toBeGreaterThan(100);
});

import { findPhotoSpec, photoSpecs } from "@gradphoto/domain/photo-standard";
import { expect, test } from "vitest";
import { type ClassMap, classCount, classMapSize, personClass } from "../models/person-classes.ts";
import { type CropInput, solveCrop } from "./solve-crop.ts";

const blue = findPhotoSpec("chsi-blue") ?? photoSpecs[0];
const { aim } = blue;

/** Returns a class map with background everywhere except a column of the given width. */
function personColumn(width: number, height: number, from: number, to: number): ClassMap {
  const cellCount = classMapSize * classMapSize;
  const probabilities = new Float32Array(cellCount * classCount);
  for (let i = 0; i < cellCount; i++) {
    const x = (((i % classMapSize) + 0.5) / classMapSize) * width;
    probabilities[
      i * classCount + (x >= from && x < to ? personClass.clothes : personClass.background)
    ] = 1;
  }
  return {
    part: { left: 0, top: 0, width, height },
    probabilities,
    personMargin: new Float32Array(cellCount),
    hairMargin: new Float32Array(cellCount),
  };
}

function cropInput(overrides: {
  crownY?: number;
  eyeLineY?: number;
  faceWidthPx?: number;
  width?: number;
  height?: number;
  centreX?: number;
}): CropInput {
  const {
    crownY = 300,
    eyeLineY = 500,
    faceWidthPx = 210,
    width = 1000,
    height = 1400,
    centreX = 500,
  } = overrides;
  return {
    head: { crownY, eyeLineY, chinY: eyeLineY + 0.6 * faceWidthPx, faceCentreX: centreX },
    faceWidthPx,
    frame: { iodPx: faceWidthPx / 2.2 },
    pyramid: [{ width, height, data: new Uint8Array(0) }] as const,
    sourceScale: 1,
    classes: personColumn(width, height, centreX - 200, centreX + 200),
  };
}

test("a crop aims for the spec's face width and hair top if nothing prevents it", () => {
  const { crop, blockedBy } = solveCrop(cropInput({}), blue);
  expect(blockedBy).toBeNull();
  // Within 1.6 px, because the crop has full pixels.
  expect(210 * crop.scale).toBeCloseTo(aim.faceWidthPx, -0.5);
  expect((300 - crop.rect.top) * crop.scale).toBeCloseTo(aim.hairTopPx, -0.5);
  expect((500 - crop.rect.left) * crop.scale).toBeCloseTo(240, -0.5);
});

test("the crop has exactly the aspect ratio of a 480×640 photo, so one scale serves both axes", () => {
  for (let faceWidthPx = 150; faceWidthPx < 900; faceWidthPx += 37) {
    const { rect } = solveCrop(
      cropInput({ faceWidthPx, eyeLineY: 300 + faceWidthPx * 0.95 }),
      blue,
    ).crop;
    expect(rect.width * 4).toBe(rect.height * 3);
  }
});

test("high hair reduces the face until the eyes fit; beyond that, the windows block the crop", () => {
  const highHair = solveCrop(cropInput({ crownY: 240 }), blue);
  expect(highHair.blockedBy).toBeNull();
  expect(210 * highHair.crop.scale).toBeLessThan(205);
  expect(solveCrop(cropInput({ crownY: 150 }), blue).blockedBy).toBe("windows");
});

test("a face that would need enlarging beyond the cap is blocked by scale", () => {
  expect(solveCrop(cropInput({ faceWidthPx: 80, crownY: 420 }), blue).blockedBy).toBe("scale");
});

test("every crop that is not blocked is inside every window, even for coarse pixels", () => {
  for (let faceWidthPx = 100; faceWidthPx < 160; faceWidthPx += 7) {
    for (let crownToEye = 0.7; crownToEye < 1.4; crownToEye += 0.09) {
      const input = cropInput({ faceWidthPx, crownY: 500 - crownToEye * faceWidthPx, height: 640 });
      const { crop, blockedBy } = solveCrop(input, blue);
      if (blockedBy) continue;
      const hairTopPx = (input.head.crownY - crop.rect.top) * crop.scale;
      const eyeLinePx = (input.head.eyeLineY - crop.rect.top) * crop.scale;
      expect(hairTopPx).toBeGreaterThanOrEqual(50);
      expect(hairTopPx).toBeLessThanOrEqual(110);
      expect(eyeLinePx).toBeGreaterThanOrEqual(200);
      expect(eyeLinePx).toBeLessThanOrEqual(300);
    }
  }
});

test("a crop keeps a margin between predicted positions and the windows' ends where possible", () => {
  const { crop } = solveCrop(cropInput({ crownY: 270 }), blue);
  expect((270 - crop.rect.top) * crop.scale).toBeGreaterThanOrEqual(58);
  expect((500 - crop.rect.top) * crop.scale).toBeLessThanOrEqual(299);
});

test("a crop is closer if rows are missing below, as far as the windows allow", () => {
  const { crop, missingRowsPx } = solveCrop(cropInput({ height: 800 }), blue);
  expect(missingRowsPx).toBeLessThanOrEqual(1);
  expect(210 * crop.scale).toBeGreaterThan(230);
});

test("missing rows below and shoulders cut off at the side are counted", () => {
  expect(solveCrop(cropInput({ height: 640 }), blue).missingRowsPx).toBeGreaterThan(50);
  expect(solveCrop(cropInput({ width: 330, centreX: 165 }), blue).sideCutPx).toBeGreaterThan(100);
});

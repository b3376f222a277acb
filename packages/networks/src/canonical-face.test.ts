import { expect, test } from "vitest";
import { readCanonicalFace } from "./canonical-face.ts";
import { readWeights } from "./node.ts";

const geometry = readWeights("face-geometry");
const { vertices, basis } = readCanonicalFace(geometry);
const noseTip = 4;
const chin = 152;
const foreheadTop = 10;
const rightEyeCorner = 33;
const leftEyeCorner = 263;

function coordinate(point: number, axis: "x" | "y" | "z"): number {
  return vertices[3 * point + "xyz".indexOf(axis)]!;
}

test("has 468 vertices and 33 weighted basis points among them", () => {
  expect(vertices.length).toBe(468 * 3);
  expect(basis.length).toBe(33);
  for (const { index, weight } of basis) {
    expect(index).toBeLessThan(468);
    expect(weight).toBeGreaterThan(0);
  }
});

test("has x to the image's right, y up and z towards the camera", () => {
  expect(coordinate(rightEyeCorner, "x")).toBeLessThan(coordinate(leftEyeCorner, "x"));
  expect(coordinate(chin, "y")).toBeLessThan(coordinate(foreheadTop, "y"));
  expect(coordinate(noseTip, "z")).toBe(Math.max(...vertices.filter((_, i) => i % 3 === 2)));
});

test("is symmetric from left to right", () => {
  expect(coordinate(rightEyeCorner, "x")).toBeCloseTo(-coordinate(leftEyeCorner, "x"), 4);
  expect(coordinate(noseTip, "x")).toBeCloseTo(0, 4);
});

test("refuses bytes that are cut short", () => {
  expect(() => readCanonicalFace(geometry.subarray(0, 10_000))).toThrow(/geometry file is damaged/);
});

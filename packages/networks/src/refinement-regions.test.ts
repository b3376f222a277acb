import { expect, test } from "vitest";
import { describeNetwork } from "./networks.ts";
import { readWeights } from "./node.ts";
import { readRefinementRegions } from "./refinement-regions.ts";

const regions = readRefinementRegions(readWeights("face-mesh"));

test("lists 80 lip points, 71 points per eye and 5 per iris, without repetition", () => {
  const { lips, rightEye, leftEye, rightIris, leftIris } = regions;
  const lists = [lips, rightEye, leftEye, rightIris, leftIris];
  expect(lists.map((list) => list.length)).toEqual([80, 71, 71, 5, 5]);
  const all = lists.flat();
  expect(new Set(all).size).toBe(all.length);
  expect(Math.max(...all)).toBe(477);
});

test("lists as many points as the refinement networks return", () => {
  const points = (name: Parameters<typeof describeNetwork>[0]) =>
    describeNetwork(name).outputs.map(({ shape }) => shape[1]);
  expect(points("face-mesh-lips")).toEqual([regions.lips.length]);
  expect(points("face-mesh-right-eye")).toEqual([
    regions.rightEye.length,
    regions.rightIris.length,
  ]);
  expect(points("face-mesh-left-eye")).toEqual([regions.leftEye.length, regions.leftIris.length]);
});

test("puts the subject's right eye at mesh index 33 and the left one at 263", () => {
  expect(regions.rightEye[0]).toBe(33);
  expect(regions.leftEye[0]).toBe(263);
  expect(regions.lips.slice(0, 3)).toEqual([61, 146, 91]);
});

test("places the crops along mouth and eye corners", () => {
  expect(regions.crops).toEqual({
    lips: { axisFrom: 61, axisTo: 291, scale: 1.5, size: 16 },
    rightEye: { axisFrom: 33, axisTo: 133, scale: 1.5, size: 16 },
    leftEye: { axisFrom: 362, axisTo: 263, scale: 1.5, size: 16 },
  });
});

test("refuses the bytes of another network", () => {
  expect(() => readRefinementRegions(readWeights("palm-detector"))).toThrow(
    /not the bytes of the face mesh file/,
  );
});

/** Tests that overlays are drawn where the finding is on the picture. */
import type { OverlayShape } from "@gradphoto/domain/photo-standard";
import sharp from "sharp";
import { expect, test } from "vitest";
import { findSpec, standardizeCached } from "../testing/shared-engine.ts";
import { drawPerson, groundTruth, type PersonLayer } from "../testing/synthetic-person.ts";
import { compliantLook } from "../testing/synthetic-person-look.ts";
import { mixOverWall, takePhoto } from "../testing/synthetic-person-photo.ts";
import { busyRoom, evenWall, type Wall } from "../testing/synthetic-person-walls.ts";

const spec = findSpec("chsi-blue");
const paleWall = evenWall({ r: 216, g: 214, b: 210 });
const lawful = await drawPerson(compliantLook);

const photoOf = async (person: PersonLayer, wall: Wall) =>
  takePhoto(mixOverWall(person, await wall(person)));

async function findingOn(photo: Uint8Array, id: string) {
  const { report } = await standardizeCached(photo, spec);
  const finding = report.findings.find((candidate) => candidate.id === id);
  if (finding?.overlay?.on !== "source") throw new Error(`${id} shows no place on the source`);
  return {
    verdict: finding.verdict,
    boxes: finding.overlay.shapes.map(boxOf),
    source: report.source,
  };
}

function boxOf(shape: OverlayShape) {
  if (shape.kind === "box") {
    return {
      left: shape.x,
      top: shape.y,
      right: shape.x + shape.width,
      bottom: shape.y + shape.height,
    };
  }
  const [xs, ys] = [shape.points.map(({ x }) => x), shape.points.map(({ y }) => y)];
  return {
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs),
    bottom: Math.max(...ys),
  };
}

const { rightCheekX, leftCheekX, eyeLineY } = groundTruth;
const middleX = (rightCheekX + leftCheekX) / 2;

test("draws a box around blue clothes below the face", async () => {
  const inBlue = await drawPerson({ ...compliantLook, clothesColour: "#3565b4" });
  const { verdict, boxes } = await findingOn(await photoOf(inBlue, paleWall), "blue-clothes");
  expect(verdict).toBe("fail");
  const [box] = boxes;
  expect(box?.top).toBeGreaterThan(eyeLineY);
  expect(box?.left).toBeLessThan(rightCheekX);
  expect(box?.right).toBeGreaterThan(leftCheekX);
});

test("draws boxes around a busy wall left and right of the face, inside the picture", async () => {
  const { verdict, boxes, source } = await findingOn(
    await photoOf(lawful, busyRoom),
    "background-busy",
  );
  expect(["warn", "fail"]).toContain(verdict);
  expect(boxes).toHaveLength(2);
  const [left, right] = boxes;
  expect(left?.right).toBeLessThan(rightCheekX);
  expect(right?.left).toBeGreaterThan(leftCheekX);
  for (const box of boxes) {
    expect(Math.min(box.left, box.top)).toBeGreaterThanOrEqual(0);
    expect(box.right).toBeLessThanOrEqual(source.width);
    expect(box.bottom).toBeLessThanOrEqual(source.height);
  }
});

test("outlines a dark face", async () => {
  const night = await sharp(await photoOf(lawful, paleWall))
    .linear(0.25, 0)
    .jpeg()
    .toBuffer();
  const { verdict, boxes } = await findingOn(night, "dark");
  expect(verdict).toBe("fail");
  const [face] = boxes;
  expect(face?.left).toBeLessThan(middleX);
  expect(face?.right).toBeGreaterThan(middleX);
  expect(face?.top).toBeLessThan(eyeLineY);
  expect(face?.bottom).toBeGreaterThan(eyeLineY);
});

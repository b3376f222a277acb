/**
 * Tests of good photos: the same seed gives the same bytes, the person stays inside the frame, and a refusal states its
 * reason.
 */
import { expect, test } from "vitest";
import { randomNumbers } from "../../../packages/engine/src/testing/random-numbers.ts";
import type { PersonLayer } from "../../../packages/engine/src/testing/synthetic-person.ts";
import type { CutOutPerson } from "./cut-person.ts";
import { goodFrame, goodPhoto, inFrontOfWall, whyNotGood } from "./good-run.ts";
import { plainWalls } from "./plain-walls.ts";

/** Synthetic person: a grey oval as head and a grey block as shoulders. Framing and light need no more detail. */
const person: CutOutPerson = {
  ...ovalOverBlock(500, 700),
  left: 0,
  top: 0,
  scale: 1,
  head: { crownY: 120, eyeLineY: 230, chinY: 360, faceCentreX: 250 },
  faceWidthPx: 150,
  ends: { left: false, right: false, top: false },
};

function ovalOverBlock(width: number, height: number): PersonLayer {
  const alpha = Float32Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return Math.hypot((x - 250) / 85, (y - 240) / 120) < 1 || (y > 400 && Math.abs(x - 250) < 200)
      ? 1
      : 0;
  });
  return { width, height, alpha, foreground: new Uint8Array(3 * alpha.length).fill(120) };
}

test("the same seed gives the same bytes; another seed gives another photo", async () => {
  const wall = plainWalls[0]!;
  const [once, repeated, other] = [
    await goodPhoto(person, wall, 1),
    await goodPhoto(person, wall, 1),
    await goodPhoto(person, wall, 2),
  ];
  if (!once || !repeated || !other) throw new Error("no frame fits the person");
  expect(Buffer.compare(once, repeated)).toBe(0);
  expect(Buffer.compare(once, other)).not.toBe(0);
});

test("the frame has space above the hair, includes the chest and ends where the original cuts the person", () => {
  for (let seed = 0; seed < 20; seed++) {
    const ended = { ...person, ends: { left: true, right: false, top: false } };
    const frame = goodFrame(ended, randomNumbers(seed));
    if (!frame) continue;
    const headPx = person.head.chinY - person.head.crownY;
    expect(frame.top).toBeLessThan(person.head.crownY);
    expect(frame.top + frame.height).toBeGreaterThan(person.head.chinY + 0.49 * headPx);
    expect(frame.left).toBeGreaterThanOrEqual(0);
  }
});

test("the person's own colours are unchanged where the wall does not show through", () => {
  const wall = { ...plainWalls[0]!, vignette: 0 };
  const frame = { left: 150, top: 150, width: 200, height: 200 };
  const { data } = inFrontOfWall(person, wall, frame, randomNumbers(1));
  const differences: number[] = [];
  for (let i = 0; i < frame.width * frame.height; i++) {
    const at =
      (frame.top + Math.floor(i / frame.width)) * person.width + frame.left + (i % frame.width);
    if (person.alpha[at] === 1)
      differences.push(Math.abs(data[3 * i + 1]! - person.foreground[3 * at + 1]!));
  }
  const mean = differences.reduce((sum, difference) => sum + difference, 0) / differences.length;
  expect(mean).toBeLessThan(3);
});

test("refuses a person that cannot be framed, with the reason", () => {
  expect(whyNotGood(person)).toBeNull();
  expect(whyNotGood({ ...person, faceWidthPx: 90 })).toMatch(/90 px wide/);
  expect(whyNotGood({ ...person, ends: { ...person.ends, top: true } })).toMatch(/cuts the hair/);
  expect(whyNotGood({ ...person, height: person.head.chinY + 20 })).toMatch(/above the chest/);
});

import { expect, test } from "vitest";
import type { CutPerson } from "../subject/subject.ts";
import { traceStrands } from "./trace-strands.ts";

const width = 120;
const height = 100;
const hairCode = 30;
const wallCode = 230;

/** Draws a block of hair at the left in front of a plain wall. `dark` are additional painted pixels. */
function scene(dark: readonly { readonly x: number; readonly y: number; readonly code: number }[]) {
  const data = new Uint8Array(width * height * 3).fill(wallCode);
  const alpha = new Float32Array(width * height);
  const hair = new Float32Array(width * height);
  const paint = (x: number, y: number, code: number): void => {
    data.fill(code, 3 * (y * width + x), 3 * (y * width + x) + 3);
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < 30; x++) {
      paint(x, y, hairCode);
      alpha[y * width + x] = 1;
      hair[y * width + x] = 1;
    }
  }
  for (const { x, y, code } of dark) paint(x, y, code);
  const cut: CutPerson = {
    photo: { width, height, data },
    alpha,
    foreground: Uint8ClampedArray.from(data),
  };
  return { cut, hair };
}

/** Returns a copy of the cut with strands. */
function withStrands({ photo, alpha, foreground }: CutPerson, hair: Float32Array): CutPerson {
  const copy: CutPerson = { photo, alpha: alpha.slice(), foreground: foreground.slice() };
  traceStrands(copy, hair);
  return copy;
}

const along = (from: number, to: number, y: number, code: number) =>
  Array.from({ length: to - from }, (_, i) => ({ x: from + i, y, code }));

test("traces a thin dark line that leaves the hair as hair, in the hair's colour", () => {
  const { cut, hair } = scene(along(30, 60, 50, 130));
  const traced = withStrands(cut, hair);
  const at = 50 * width + 45;
  expect(traced.alpha[at]).toBeGreaterThan(0.5);
  expect(traced.foreground[3 * at]).toBe(hairCode);
  expect(traced.alpha[40 * width + 45]).toBe(0);
});

test("does not trace an isolated line, a broad shadow, or a line beyond its reach", () => {
  const lonely = along(50, 70, 20, 130);
  const shadow = Array.from({ length: 20 }, (_, i) => along(30, 70, 40 + i, 150)).flat();
  const { cut, hair } = scene([...lonely, ...shadow, ...along(30, 110, 80, 130)]);
  const traced = withStrands(cut, hair);
  expect(traced.alpha[20 * width + 60]).toBe(0);
  expect(traced.alpha[50 * width + 50]).toBe(0);
  expect(traced.alpha[80 * width + 50]).toBeGreaterThan(0.5);
  expect(traced.alpha[80 * width + 100]).toBe(0);
});

test("does not trace lines that resemble the wall's own texture", () => {
  const cracks = Array.from({ length: 12 }, (_, i) => along(30, width, 5 + 8 * i, 150)).flat();
  const { cut, hair } = scene(cracks);
  expect(withStrands(cut, hair).alpha[13 * width + 45]).toBe(0);
});

test("traces nothing on a wall as dark as the hair, or for a person without hair", () => {
  const { cut, hair } = scene(along(30, 60, 50, 130));
  expect(withStrands(cut, new Float32Array(hair.length)).alpha).toEqual(cut.alpha);
  const night = {
    ...cut,
    photo: { ...cut.photo, data: cut.photo.data.map((code) => Math.min(code, hairCode)) },
  };
  expect(withStrands(night, hair).alpha).toEqual(cut.alpha);
});

test("traces nothing on a wall with strong lines, not even a stronger line", () => {
  const curtain = Array.from({ length: 11 }, (_, i) => along(30, width, 8 * i + 10, 180)).flat();
  const { cut, hair } = scene([...curtain, ...along(30, 60, 46, 60)]);
  expect(withStrands(cut, hair).alpha).toEqual(cut.alpha);
});

test("traces no line next to the hair where the wall is busy there, such as the edge of a chair", () => {
  const chair = Array.from({ length: height / 2 }, (_, y) =>
    along(34, 90, height / 2 + y, (y >> 3) % 2 === 0 ? 110 : 200),
  ).flat();
  const { cut, hair } = scene([...chair, ...along(30, 60, 20, 130), ...along(30, 60, 60, 60)]);
  const traced = withStrands(cut, hair);
  expect(traced.alpha[20 * width + 40]).toBeGreaterThan(0.5);
  expect(traced.alpha[60 * width + 45]).toBe(0);
});

test("traces no gap between light strands in front of a darker wall", () => {
  const { cut, hair } = scene([]);
  const { data } = cut.photo;
  const swapped = data.map((code) => (code === hairCode ? 160 : 60));
  const strands = [40, 44, 48, 52].flatMap((y) => along(30, 34, y, wallCode));
  for (const { x, y, code } of strands)
    swapped.fill(code, 3 * (y * width + x), 3 * (y * width + x) + 3);
  expect(withStrands({ ...cut, photo: { ...cut.photo, data: swapped } }, hair).alpha).toEqual(
    cut.alpha,
  );
});

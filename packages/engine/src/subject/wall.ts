/** Properties of the wall behind the person, measured away from the person's edge. */
import { deviation, mean } from "../maths/statistics.ts";
import { type ClassMap, classCount, classMapSize, personClass } from "../models/person-classes.ts";
import type { LabPatch } from "./lab-patch.ts";
import type { Wall } from "./subject.ts";

const terms = 6;

/** Subtracts from each plane's values, in place, their best quadratic surface. `x` and `y` should be about -1..1. */
function removeSmoothSurfaces(
  x: Float32Array,
  y: Float32Array,
  planes: readonly Float32Array[],
): void {
  const normal = new Float64Array(terms * terms);
  const rights = planes.map(() => new Float64Array(terms));
  const basis = new Float64Array(terms);
  for (let i = 0; i < x.length; i++) {
    fillBasis(basis, x[i]!, y[i]!);
    for (let r = 0; r < terms; r++) {
      for (let p = 0; p < planes.length; p++) rights[p]![r]! += basis[r]! * planes[p]![i]!;
      for (let c = 0; c < terms; c++) normal[r * terms + c]! += basis[r]! * basis[c]!;
    }
  }
  const weights = rights.map((right) => solve(normal.slice(), right));
  for (let i = 0; i < x.length; i++) {
    fillBasis(basis, x[i]!, y[i]!);
    for (let p = 0; p < planes.length; p++) {
      let surface = 0;
      for (let k = 0; k < terms; k++) surface += weights[p]![k]! * basis[k]!;
      planes[p]![i]! -= surface;
    }
  }
}

function fillBasis(basis: Float64Array, x: number, y: number): void {
  basis[0] = 1;
  basis[1] = x;
  basis[2] = y;
  basis[3] = x * x;
  basis[4] = x * y;
  basis[5] = y * y;
}

/** Solves by Gaussian elimination with a small ridge, so that collinear places do no harm. */
function solve(normal: Float64Array, right: Float64Array): Float64Array {
  const ridge = 1e-6 * (normal[0]! + 1);
  for (let k = 0; k < terms; k++) normal[k * terms + k]! += ridge;
  for (let k = 0; k < terms; k++) {
    for (let r = k + 1; r < terms; r++) {
      const factor = normal[r * terms + k]! / normal[k * terms + k]!;
      for (let c = k; c < terms; c++) normal[r * terms + c]! -= factor * normal[k * terms + c]!;
      right[r]! -= factor * right[k]!;
    }
  }
  const result = new Float64Array(terms);
  for (let k = terms - 1; k >= 0; k--) {
    let sum = right[k]!;
    for (let c = k + 1; c < terms; c++) sum -= normal[k * terms + c]! * result[c]!;
    result[k] = sum / normal[k * terms + k]!;
  }
  return result;
}

/** Share of background from which wall is certain, here and this many class cells around. */
const sureShare = 0.9;
const clearanceCells = 6;
/** Lightness step between the two neighbours of a patch pixel that counts as an edge. */
const edgeStep = 8;
/** Step in pixels: every third one of every third row is enough for spreads. */
const stride = 3;
const minPlaces = 20;
const minPerHalf = 5;

/** Returns null when too little wall is visible. */
export function wallOf(patch: LabPatch, classes: ClassMap): Wall | null {
  const sure = sureWall(classes);
  const { width, height, l, a, b } = patch;
  const places: number[] = [];
  let edges = 0;
  for (let row = 1; row < height - 1; row += stride) {
    const line = Math.floor(((row + 0.5) / height) * classMapSize) * classMapSize;
    for (let column = 1; column < width - 1; column += stride) {
      if (!sure[line + Math.floor(((column + 0.5) / width) * classMapSize)]) continue;
      const i = row * width + column;
      places.push(i);
      if (Math.hypot(l[i + 1]! - l[i - 1]!, l[i + width]! - l[i - width]!) > edgeStep) edges++;
    }
  }
  if (places.length < minPlaces) return null;
  const x = new Float32Array(places.length);
  const y = new Float32Array(places.length);
  for (let k = 0; k < places.length; k++) {
    const i = places[k]!;
    x[k] = (2 * (i % width)) / width - 1;
    y[k] = (2 * Math.floor(i / width)) / height - 1;
  }
  const [lAt, aAt, bAt] = [valuesAt(l, places), valuesAt(a, places), valuesAt(b, places)];
  const spreadL = deviation(lAt);
  removeSmoothSurfaces(x, y, [lAt, aAt, bAt]);
  return {
    area: (places.length * stride * stride) / (width * height),
    edges: edges / places.length,
    clutter: Math.hypot(deviation(lAt), Math.hypot(deviation(aAt), deviation(bAt))),
    spreadL,
    halves: differenceOfHalves(patch, places),
  };
}

function valuesAt(plane: Float32Array, places: readonly number[]): Float32Array {
  const values = new Float32Array(places.length);
  for (let k = 0; k < places.length; k++) values[k] = plane[places[k]!]!;
  return values;
}

function differenceOfHalves({ width, l }: LabPatch, places: readonly number[]): number {
  const left = places.filter((i) => i % width < width / 2).map((i) => l[i]!);
  const right = places.filter((i) => i % width >= width / 2).map((i) => l[i]!);
  return Math.min(left.length, right.length) > minPerHalf ? Math.abs(mean(left) - mean(right)) : 0;
}

/** Returns for each class cell 1 when it and the cells `clearanceCells` away in four directions are background. */
function sureWall({ probabilities }: ClassMap): Uint8Array {
  const size = classMapSize;
  const wall = new Uint8Array(size * size);
  for (let cell = 0; cell < wall.length; cell++) {
    if (probabilities[cell * classCount + personClass.background]! >= sureShare) wall[cell] = 1;
  }
  const sure = new Uint8Array(size * size);
  const last = size - 1;
  for (let row = 0; row < size; row++) {
    const above = Math.max(0, row - clearanceCells) * size;
    const below = Math.min(last, row + clearanceCells) * size;
    for (let column = 0; column < size; column++) {
      const left = row * size + Math.max(0, column - clearanceCells);
      const right = row * size + Math.min(last, column + clearanceCells);
      const cell = row * size + column;
      sure[cell] =
        wall[cell]! & wall[left]! & wall[right]! & wall[above + column]! & wall[below + column]!;
    }
  }
  return sure;
}

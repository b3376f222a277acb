/** The outlines of the synthetic portrait, as coverage per pixel found by counting 4 × 4 points in each. */

/** Points per pixel side. */
const density = 4;

export interface Coverage {
  /** width × height, 0..1: share of the pixel inside head, shoulders or a strand of hair. */
  readonly person: Float32Array;
  /** width × height, 0..1: the same for hair alone. */
  readonly hair: Float32Array;
}

/** Coordinates are in picture heights: u from the middle column, v from the top. */
export function insideFace(u: number, v: number): boolean {
  return insideEllipse(u, (v - 0.39) * 0.78, 0.135);
}

export function insideClothes(u: number, v: number): boolean {
  const shoulder = 0.66 + 0.9 * u * u;
  return Math.abs(u) < 0.335 && v > shoulder;
}

function insideNeck(u: number, v: number): boolean {
  return Math.abs(u) < 0.07 && v > 0.45 && v < 0.75;
}

function insideHairMass(u: number, v: number): boolean {
  return insideEllipse(u, (v - 0.34) * 0.82, 0.19) && !insideFace(u, v);
}

function insideEllipse(u: number, v: number, radius: number): boolean {
  return u * u + v * v < radius * radius;
}

export function drawCoverage(width: number, height: number, seed: number): Coverage {
  const columns = width * density;
  const lines = height * density;
  const person = new Uint8Array(columns * lines);
  const hair = new Uint8Array(columns * lines);
  for (let y = 0; y < lines; y++) {
    for (let x = 0; x < columns; x++) {
      const u = (x + 0.5 - columns / 2) / lines;
      const v = (y + 0.5) / lines;
      const isHair = insideHairMass(u, v);
      hair[y * columns + x] = isHair ? 1 : 0;
      person[y * columns + x] = isHair || insideFace(u, v) || insideNeck(u, v) || insideClothes(u, v) ? 1 : 0;
    }
  }
  drawStrands(columns, lines, seed, (index) => {
    hair[index] = 1;
    person[index] = 1;
  });
  return { person: shareOfPoints(person, width, height), hair: shareOfPoints(hair, width, height) };
}

/** Curved strands of 0.5 to 1.6 px that leave the outline of the hair. */
function drawStrands(columns: number, lines: number, seed: number, mark: (index: number) => void): void {
  const strands = 240;
  for (let strand = 0; strand < strands; strand++) {
    const angle = Math.PI * (0.9 + 1.2 * hash(strand, seed, 11));
    let u = 0.183 * Math.cos(angle);
    let v = 0.34 + (0.183 / 0.82) * Math.sin(angle);
    let heading = angle + 1.6 * (hash(strand, seed, 12) - 0.5);
    const bend = 0.05 * (hash(strand, seed, 13) - 0.5);
    const steps = Math.round((0.02 + 0.06 * hash(strand, seed, 14)) * lines);
    const widthPoints = (lines / 640) * (0.5 + 1.1 * hash(strand, seed, 15));
    for (let step = 0; step < steps; step++) {
      u += Math.cos(heading) / lines;
      v += Math.sin(heading) / lines;
      heading += (bend * density * 100) / lines / density;
      markDisc(columns, lines, u * lines + columns / 2, v * lines, widthPoints / 2, mark);
    }
  }
}

function markDisc(
  columns: number,
  lines: number,
  x: number,
  y: number,
  radius: number,
  mark: (index: number) => void,
): void {
  for (let line = Math.floor(y - radius); line <= y + radius; line++) {
    for (let column = Math.floor(x - radius); column <= x + radius; column++) {
      const inside = column >= 0 && column < columns && line >= 0 && line < lines;
      if (inside && (column + 0.5 - x) ** 2 + (line + 0.5 - y) ** 2 <= radius ** 2) mark(line * columns + column);
    }
  }
}

function shareOfPoints(points: Uint8Array, width: number, height: number): Float32Array {
  const share = new Float32Array(width * height);
  for (let i = 0; i < points.length; i++) {
    const x = Math.floor((i % (width * density)) / density);
    const y = Math.floor(i / (width * density * density));
    share[y * width + x]! += points[i]! / density ** 2;
  }
  return share;
}

/** A number 0..1 that looks random and depends on three whole numbers alone (the mixing steps of murmur3). */
export function hash(a: number, b: number, c: number): number {
  let state = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return ((state ^ (state >>> 16)) >>> 0) / 2 ** 32;
}

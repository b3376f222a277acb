/**
 * Splits the picture into background, person and the unknown band. A pixel lies within chessboard distance r of a set
 * exactly when the set, widened by a square of radius r, covers it; three sets are widened at once as bits of one byte.
 */
import { wipeMargins } from "./grid";

export const BACKGROUND: u8 = 0;
export const PERSON: u8 = 1;
export const UNKNOWN: u8 = 2;

const NOT_PERSON: i32 = 1;
const NOT_BACKGROUND: i32 = 2;
const HAIR: i32 = 4;

/** One byte of evidence per pixel: the three bits above. `person` is a clamped plane, `hair` packed. */
export function gatherEvidence(
  person: usize,
  hair: usize,
  evidence: usize,
  width: i32,
  height: i32,
  stride: i32,
  surePerson: f32,
  sureBackground: f32,
  hairLikelihood: f32,
  hairPerson: f32,
): void {
  const notPerson = i32x4.splat(NOT_PERSON);
  const notBackground = i32x4.splat(NOT_BACKGROUND);
  const isHair = i32x4.splat(HAIR);
  for (let y = 0; y < height; y++) {
    const alphas = person + ((<usize>(y * stride)) << 2);
    const likelihoods = hair + ((<usize>(y * width)) << 2);
    // The last group may read into the next row; what it writes lies in the margin, which is wiped below.
    for (let x = 0; x < width; x += 4) {
      const alpha = v128.load(alphas + ((<usize>x) << 2));
      const likelihood = v128.load(likelihoods + ((<usize>x) << 2));
      let bits = v128.and(f32x4.le(alpha, f32x4.splat(surePerson)), notPerson);
      bits = v128.or(bits, v128.and(f32x4.ge(alpha, f32x4.splat(sureBackground)), notBackground));
      const hairy = v128.and(
        f32x4.gt(likelihood, f32x4.splat(hairLikelihood)),
        f32x4.gt(alpha, f32x4.splat(hairPerson)),
      );
      bits = v128.or(bits, v128.and(hairy, isHair));
      const shorts = i16x8.narrow_i32x4_u(bits, bits);
      store<u32>(evidence + <usize>(y * stride + x), i32x4.extract_lane(i8x16.narrow_i16x8_u(shorts, shorts), 0));
    }
  }
  wipeMargins(evidence, 1, width, height, stride);
}

/** Widens every bit of `source` by a square of the given radius, at most 16. `rows` is room for one plane. */
export function widen(
  source: usize,
  rows: usize,
  target: usize,
  width: i32,
  height: i32,
  stride: i32,
  radius: i32,
): void {
  const cells: usize = stride * height;
  for (let i: usize = 0; i < cells; i += 16) {
    const centre = source + i;
    let bits = v128.load(centre);
    for (let reach: usize = 1; reach <= <usize>radius; reach++) {
      bits = v128.or(bits, v128.or(v128.load(centre - reach), v128.load(centre + reach)));
    }
    v128.store(rows + i, bits);
  }
  for (let y = 0; y < height; y++) {
    const first = max(y - radius, 0);
    const last = min(y + radius, height - 1);
    for (let x = 0; x < stride; x += 16) {
      let bits = i8x16.splat(0);
      for (let row = first; row <= last; row++) {
        bits = v128.or(bits, v128.load(rows + <usize>(row * stride + x)));
      }
      v128.store(target + <usize>(y * stride + x), bits);
    }
  }
  wipeMargins(target, 1, width, height, stride);
}

/**
 * One label per pixel from the widened evidence: by the plain margin, by the margins near hair for person and for
 * background, and by the reach of hair.
 */
export function labelPixels(
  plain: usize,
  hairPerson: usize,
  hairBackground: usize,
  hairReach: usize,
  labels: usize,
  width: i32,
  height: i32,
  stride: i32,
): void {
  const notPerson = i8x16.splat(<i8>NOT_PERSON);
  const notBackground = i8x16.splat(<i8>NOT_BACKGROUND);
  const hair = i8x16.splat(<i8>HAIR);
  const zero = i8x16.splat(0);
  const cells: usize = stride * height;
  for (let i: usize = 0; i < cells; i += 16) {
    const nearHair = i8x16.eq(v128.and(v128.load(hairReach + i), hair), hair);
    const everywhere = v128.load(plain + i);
    const personBits = v128.bitselect(v128.load(hairPerson + i), everywhere, nearHair);
    const backgroundBits = v128.bitselect(v128.load(hairBackground + i), everywhere, nearHair);
    const isPerson = i8x16.eq(v128.and(personBits, notPerson), zero);
    const isBackground = i8x16.eq(v128.and(backgroundBits, notBackground), zero);
    let label = v128.andnot(i8x16.splat(<i8>UNKNOWN), isBackground);
    label = v128.bitselect(i8x16.splat(<i8>PERSON), label, isPerson);
    v128.store(labels + i, label);
  }
  wipeMargins(labels, 1, width, height, stride);
}

export function countUnknown(labels: usize, height: i32, stride: i32): i32 {
  const unknown = i8x16.splat(<i8>UNKNOWN);
  const cells: usize = stride * height;
  let count = 0;
  for (let i: usize = 0; i < cells; i += 16) {
    count += popcnt(i8x16.bitmask(i8x16.eq(v128.load(labels + i), unknown)));
  }
  return count;
}

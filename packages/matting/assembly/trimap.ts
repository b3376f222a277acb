/**
 * Splits the picture into background, person and the unknown band. A pixel is within chessboard distance r of a set
 * exactly when the set, widened by a square of radius r, covers it. Three sets are bits of one byte, so they are widened
 * at once.
 */
import { wipeMargins } from "./grid";

export const BACKGROUND: u8 = 0;
export const PERSON: u8 = 1;
export const UNKNOWN: u8 = 2;

const NOT_PERSON: i32 = 1;
const NOT_BACKGROUND: i32 = 2;
const HAIR: i32 = 4;

/** Writes one byte of evidence per pixel: the three bits above. `person` is a clamped plane, `hair` is packed. */
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
  hairPersonAlpha: f32,
): void {
  const notPerson = i32x4.splat(NOT_PERSON);
  const notBackground = i32x4.splat(NOT_BACKGROUND);
  const isHair = i32x4.splat(HAIR);
  for (let y = 0; y < height; y++) {
    const alphas = person + ((<usize>(y * stride)) << 2);
    const likelihoods = hair + ((<usize>(y * width)) << 2);
    // The last group may read into the next row; what it writes is in the margin, which is wiped below.
    for (let x = 0; x < width; x += 4) {
      const alpha = v128.load(alphas + ((<usize>x) << 2));
      const likelihood = v128.load(likelihoods + ((<usize>x) << 2));
      let bits = v128.and(f32x4.le(alpha, f32x4.splat(surePerson)), notPerson);
      bits = v128.or(bits, v128.and(f32x4.ge(alpha, f32x4.splat(sureBackground)), notBackground));
      const isLikelyHair = v128.and(
        f32x4.gt(likelihood, f32x4.splat(hairLikelihood)),
        f32x4.gt(alpha, f32x4.splat(hairPersonAlpha)),
      );
      bits = v128.or(bits, v128.and(isLikelyHair, isHair));
      const shorts = i16x8.narrow_i32x4_u(bits, bits);
      store<u32>(
        evidence + <usize>(y * stride + x),
        i32x4.extract_lane(i8x16.narrow_i16x8_u(shorts, shorts), 0),
      );
    }
  }
  wipeMargins(evidence, 1, width, height, stride);
}

/** Widens every bit of `source` by a square of the given radius, at most 16. `widenedRows` is room for one plane. */
export function widen(
  source: usize,
  widenedRows: usize,
  target: usize,
  width: i32,
  height: i32,
  stride: i32,
  radius: i32,
): void {
  const cells: usize = stride * height;
  for (let i: usize = 0; i < cells; i += 16) {
    const cell = source + i;
    let bits = v128.load(cell);
    for (let reach: usize = 1; reach <= <usize>radius; reach++) {
      bits = v128.or(bits, v128.or(v128.load(cell - reach), v128.load(cell + reach)));
    }
    v128.store(widenedRows + i, bits);
  }
  for (let y = 0; y < height; y++) {
    const first = max(y - radius, 0);
    const last = min(y + radius, height - 1);
    for (let x = 0; x < stride; x += 16) {
      let bits = i8x16.splat(0);
      for (let row = first; row <= last; row++) {
        bits = v128.or(bits, v128.load(widenedRows + <usize>(row * stride + x)));
      }
      v128.store(target + <usize>(y * stride + x), bits);
    }
  }
  wipeMargins(target, 1, width, height, stride);
}

/**
 * Labels every pixel. Near hair it uses the margins for hair, elsewhere the plain margin. A pixel is person or background
 * only if no contrary evidence is within the margin.
 */
export function labelPixels(
  plainMargin: usize,
  hairPersonMargin: usize,
  hairBackgroundMargin: usize,
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
    const plainBits = v128.load(plainMargin + i);
    const personBits = v128.bitselect(v128.load(hairPersonMargin + i), plainBits, nearHair);
    const backgroundBits = v128.bitselect(v128.load(hairBackgroundMargin + i), plainBits, nearHair);
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

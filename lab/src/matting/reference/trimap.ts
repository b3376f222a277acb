/**
 * Splits the picture into certain person, certain background, and the unknown band in between, which must be solved.
 */
import {
  hairBackgroundMarginPx,
  hairLikelihood,
  hairPersonAlpha,
  hairPersonMarginPx,
  nearHairPx,
  plainMarginPx,
  sureBackgroundAlpha,
  surePersonAlpha,
} from "../../../../packages/matting/src/parameters.ts";

export const BACKGROUND = 0;
export const PERSON = 1;
export const UNKNOWN = 2;

/**
 * Returns one label per pixel. A certain pixel keeps its label only when it is deep enough inside its region. Near
 * hair it must be deeper, so that strands missing from the coarse alpha are in the band.
 */
export function trimapOf(
  width: number,
  height: number,
  personAlpha: Float32Array,
  hair: Float32Array,
): Uint8Array {
  const toNonPerson = chessboardDistance(
    width,
    height,
    (i) => !(personAlpha[i]! > surePersonAlpha),
  );
  const toNonBackground = chessboardDistance(
    width,
    height,
    (i) => !(personAlpha[i]! < sureBackgroundAlpha),
  );
  const toHair = chessboardDistance(
    width,
    height,
    (i) => hair[i]! > hairLikelihood && personAlpha[i]! > hairPersonAlpha,
  );
  return Uint8Array.from({ length: width * height }, (_, i) => {
    const nearHair = toHair[i]! <= nearHairPx;
    if (toNonPerson[i]! > (nearHair ? hairPersonMarginPx : plainMarginPx)) return PERSON;
    if (toNonBackground[i]! > (nearHair ? hairBackgroundMarginPx : plainMarginPx))
      return BACKGROUND;
    return UNKNOWN;
  });
}

/** Returns the indices of the pixels labelled UNKNOWN, ascending. */
export function unknownPixelsOf(trimap: Uint8Array): Int32Array {
  const unknown: number[] = [];
  for (let i = 0; i < trimap.length; i++) {
    if (trimap[i] === UNKNOWN) unknown.push(i);
  }
  return Int32Array.from(unknown);
}

/**
 * Returns the chessboard distance from each pixel to the nearest pixel of the set; larger than any real distance when
 * the set is empty. Two-pass distance transform (Rosenfeld, Pfaltz 1966), exact for this metric.
 */
function chessboardDistance(
  width: number,
  height: number,
  isInSet: (pixel: number) => boolean,
): Int32Array {
  const distance = new Int32Array(width * height).fill(width + height + 64);
  const relax = (x: number, y: number, dx: number, dy: number) => {
    const neighbourX = x + dx;
    const neighbourY = y + dy;
    if (neighbourX < 0 || neighbourX >= width || neighbourY < 0 || neighbourY >= height) return;
    const candidate = distance[neighbourY * width + neighbourX]! + 1;
    const pixel = y * width + x;
    if (candidate < distance[pixel]!) distance[pixel] = candidate;
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (isInSet(y * width + x)) distance[y * width + x] = 0;
      relax(x, y, -1, 0);
      relax(x, y, -1, -1);
      relax(x, y, 0, -1);
      relax(x, y, 1, -1);
    }
  }
  for (let y = height - 1; y >= 0; y--) {
    for (let x = width - 1; x >= 0; x--) {
      relax(x, y, 1, 0);
      relax(x, y, 1, 1);
      relax(x, y, 0, 1);
      relax(x, y, -1, 1);
    }
  }
  return distance;
}

/** Pictures that cost more than they weigh, built byte by byte. */

import { decoderConfiguration } from "../../packages/engine/src/testing/heic-file.ts";
import { declaredSize, gridOf, heicOf, type TestItem, tileItem } from "../../packages/engine/src/testing/heic-items.ts";
import { hevcPicture, sequenceParameterSet } from "../../packages/engine/src/testing/hevc-picture.ts";
import { pngFile, u32 } from "../../packages/engine/src/testing/image-files.ts";

const phone = declaredSize(5712, 4284);
const times = (count: number): number[] => Array.from({ length: count }, () => 1);

/**
 * As an iPhone's, 108 tiles of 512 pixels make 24 megapixels; of each the first rows
 * are coded alone: a decoder has to make room for all of it, and show it.
 */
export function phoneHeic(): Buffer {
  const side = 512;
  const coded = hevcPicture({ width: 48, height: 64, luma: (x) => 80 + (x & 63), cb: 128, cr: 128 });
  const sps = sequenceParameterSet({ width: side, height: side });
  const tile: TestItem = {
    type: "hvc1",
    properties: [decoderConfiguration({ ...coded.parameterSets, sps }), declaredSize(side, side)],
    bytes: Buffer.concat([u32(coded.slice.length), coded.slice]),
  };
  const tiles = Array.from({ length: 108 }, () => tile);
  const from = tiles.map((_, index) => index + 1);
  return heicOf([...tiles, { type: "grid", bytes: gridOf(9, 12, 5712, 4284), from, properties: [phone] }], 109);
}

/** Declares 24 megapixels; its sixteen tiles hold 256. */
export const heicBomb = (): Buffer =>
  heicOf([tileItem(4000), { type: "grid", bytes: gridOf(4, 4, 5712, 4284), from: times(16), properties: [phone] }], 2);

/** 400 megapixels of nothing in some hundred kilobytes. */
export const pngBomb = (): Buffer =>
  pngFile({ width: 20_000, height: 20_000, bitDepth: 1, colourType: 0 }, new Uint8Array(20_000 * 2501));

/** Declares 900 by 1200 pixels, and unpacks to a hundred megabytes. */
export const pngThatUnpacks = (): Buffer =>
  pngFile({ width: 900, height: 1200, bitDepth: 8, colourType: 2 }, new Uint8Array(100_000_000));

/** A film that Chromium takes for its camera: raw frames (YUV4MPEG2), each with its number in black and white along its top edge. */
import { closeSync, openSync, writeSync } from "node:fs";
import type { Raster } from "../../packages/engine/src/ports.ts";

export const filmFps = 15;
/** Of the number: so many squares of that side, the lowest bit first. */
export const numberBits = 12;
export const bitPx = 24;

export interface Film {
  /** Shows the picture for so long; answers how many frames that were. */
  readonly show: (picture: Raster, forMs: number) => number;
  readonly close: () => void;
}

/** All pictures are of that size, both even. */
export function makeFilm(path: string, { width, height }: Pick<Raster, "width" | "height">): Film {
  const file = openSync(path, "w");
  writeSync(file, `YUV4MPEG2 W${width} H${height} F${filmFps}:1 Ip A1:1 C420jpeg\n`);
  let number = 0;
  return {
    show(picture, forMs) {
      const count = Math.round((forMs * filmFps) / 1000);
      const planes = planesOf(picture);
      for (let i = 0; i < count; i++, number++) {
        writeNumber(planes, width, number);
        writeSync(file, "FRAME\n");
        writeSync(file, planes);
      }
      return count;
    },
    close: () => closeSync(file),
  };
}

const [black, white] = [16, 235];

function writeNumber(planes: Uint8Array, width: number, number: number): void {
  for (let bit = 0; bit < numberBits; bit++) {
    const code = (number >> bit) & 1 ? white : black;
    for (let y = 0; y < bitPx; y++) planes.fill(code, y * width + bit * bitPx, y * width + (bit + 1) * bitPx);
  }
}

/** Y, then Cb and Cr at half the size, in the range of studio video (ITU-R BT.601). */
function planesOf({ width, height, data }: Raster): Uint8Array {
  const area = width * height;
  const planes = new Uint8Array(area + area / 2);
  for (let i = 0; i < area; i++) {
    const [r, g, b] = [data[3 * i]!, data[3 * i + 1]!, data[3 * i + 2]!];
    planes[i] = Math.round(16 + 0.25679 * r + 0.50413 * g + 0.09791 * b);
  }
  for (let y = 0, to = area; y < height; y += 2) {
    for (let x = 0; x < width; x += 2, to++) {
      const at = 3 * (y * width + x);
      const mean = (c: number): number =>
        (data[at + c]! + data[at + 3 + c]! + data[at + 3 * width + c]! + data[at + 3 * width + 3 + c]!) / 4;
      const [r, g, b] = [mean(0), mean(1), mean(2)];
      planes[to] = Math.round(128 - 0.14822 * r - 0.29099 * g + 0.43922 * b);
      planes[to + area / 4] = Math.round(128 + 0.43922 * r - 0.36779 * g - 0.07143 * b);
    }
  }
  return planes;
}

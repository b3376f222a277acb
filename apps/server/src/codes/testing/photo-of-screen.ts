/** Draws the photo that a camera takes of a QR code on a screen. Both pixel grids together form moiré. */
import type { Raster } from "@gradphoto/engine";

export interface Shot {
  /** Screen pixels of one module of the code. */
  readonly moduleSize: number;
  /** Camera pixels of one screen pixel. */
  readonly scale: number;
  readonly rotationDeg: number;
}

interface Modules {
  readonly width: number;
  readonly height: number;
  /** One byte a module: 0 is dark, 255 is light. */
  readonly data: Uint8ClampedArray;
}

const quietModules = 4;
/** Dark share of a screen pixel between its red, green and blue stripes, in each direction. */
const darkShare = 0.35;
/** Samples of a camera pixel, in each direction. */
const samples = 4;

export function photoOfScreen(code: Modules, { moduleSize, scale, rotationDeg }: Shot): Raster {
  const screenSide = (code.width + 2 * quietModules) * moduleSize;
  const side = Math.ceil(screenSide * scale * 1.15);
  const angle = (rotationDeg * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle) / scale, Math.sin(angle) / scale];
  const data = new Uint8Array(side * side * 3);
  const light = [0, 0, 0];
  for (let pixel = 0; pixel < side * side; pixel++) {
    light.fill(0);
    for (let sample = 0; sample < samples ** 2; sample++) {
      const x = (pixel % side) + ((sample % samples) + 0.5) / samples - side / 2;
      const y =
        Math.floor(pixel / side) + (Math.floor(sample / samples) + 0.5) / samples - side / 2;
      const [u, v] = [x * cos - y * sin + screenSide / 2, x * sin + y * cos + screenSide / 2];
      const stripe = Math.floor((u % 1) * 3);
      const isLit = v % 1 > darkShare && (u * 3) % 1 > darkShare;
      if (u >= 0 && v >= 0 && isLit && isLight(code, u / moduleSize, v / moduleSize))
        light[stripe] = (light[stripe] ?? 0) + 3 / (samples * (1 - darkShare)) ** 2;
    }
    for (let channel = 0; channel < 3; channel++)
      data[pixel * 3 + channel] = Math.round(
        255 * Math.min(1, 0.03 + 0.62 * (light[channel] ?? 0)) ** (1 / 2.2),
      );
  }
  return { width: side, height: side, data };
}

/** Returns true outside the code. */
function isLight({ width, height, data }: Modules, u: number, v: number): boolean {
  const [column, row] = [Math.floor(u) - quietModules, Math.floor(v) - quietModules];
  const isInside = column >= 0 && row >= 0 && column < width && row < height;
  return !isInside || data[row * width + column] !== 0;
}

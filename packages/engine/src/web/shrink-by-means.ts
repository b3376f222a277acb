/** Reduces pixels by whole numbers, as a JPEG decoder does. */
import type { Raster } from "../ports.ts";

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
  /** Bytes per pixel; the first three are its colour. */
  readonly stride: 3 | 4;
}

/** Means of squares of `side` pixels; at the right and bottom edge the last ones are partial. */
export function shrinkByMeans({ width, height, data, stride }: Pixels, side: number): Raster {
  const [toWidth, toHeight] = [Math.ceil(width / side), Math.ceil(height / side)];
  const out = new Uint8Array(toWidth * toHeight * 3);
  if (side === 1) {
    if (stride === 3) out.set(data);
    else copyColours(data, out);
    return { width, height, data: out };
  }
  const columns = Int32Array.from({ length: toWidth * side }, (_, x) => Math.min(width - 1, x) * stride);
  const count = side * side;
  const half = count >> 1;
  for (let y = 0, to = 0; y < toHeight; y++) {
    for (let x = 0; x < toWidth; x++, to += 3) {
      let red = half;
      let green = half;
      let blue = half;
      for (let dy = 0; dy < side; dy++) {
        const row = Math.min(height - 1, y * side + dy) * width * stride;
        for (let column = x * side; column < (x + 1) * side; column++) {
          const from = row + columns[column]!;
          red += data[from]!;
          green += data[from + 1]!;
          blue += data[from + 2]!;
        }
      }
      out[to] = red / count;
      out[to + 1] = green / count;
      out[to + 2] = blue / count;
    }
  }
  return { width: toWidth, height: toHeight, data: out };
}

function copyColours(rgba: Pixels["data"], out: Uint8Array): void {
  for (let from = 0, to = 0; to < out.length; from += 4, to += 3) {
    out[to] = rgba[from]!;
    out[to + 1] = rgba[from + 1]!;
    out[to + 2] = rgba[from + 2]!;
  }
}

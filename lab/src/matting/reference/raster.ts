/** Pictures with any number of channels as interleaved floats, and the resampling steps of the method. */

export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  /** Values in width × height × channels, row by row, channels interleaved. */
  readonly data: Float32Array;
}

/** Creates a raster from a function of pixel index and channel. */
export function rasterOf(
  width: number,
  height: number,
  channels: number,
  valueAt: (pixel: number, channel: number) => number,
): Raster {
  const data = new Float32Array(width * height * channels);
  for (let i = 0; i < data.length; i++) data[i] = valueAt(Math.floor(i / channels), i % channels);
  return { width, height, channels, data };
}

/** Halves the size, rounded up. Each cell is the mean of 2 × 2 pixels; an odd last column or row is repeated. */
export function halved(source: Raster): Raster {
  const width = Math.ceil(source.width / 2);
  const height = Math.ceil(source.height / 2);
  const at = (x: number, y: number, channel: number) => {
    const column = Math.min(x, source.width - 1);
    const row = Math.min(y, source.height - 1);
    return source.data[(row * source.width + column) * source.channels + channel]!;
  };
  return rasterOf(width, height, source.channels, (pixel, channel) => {
    const x = 2 * (pixel % width);
    const y = 2 * Math.floor(pixel / width);
    return (
      (at(x, y, channel) +
        at(x + 1, y, channel) +
        at(x, y + 1, channel) +
        at(x + 1, y + 1, channel)) /
      4
    );
  });
}

/** Returns the sum over the square of this radius, clipped to the picture. */
export function boxSum(source: Raster, radius: number): Raster {
  const { width, height, channels, data } = source;
  const columnSum = rasterOf(width, height, channels, (pixel, channel) => {
    const x = pixel % width;
    const y = Math.floor(pixel / width);
    let sum = 0;
    for (let row = Math.max(0, y - radius); row <= Math.min(height - 1, y + radius); row++) {
      sum += data[(row * width + x) * channels + channel]!;
    }
    return sum;
  });
  return rasterOf(width, height, channels, (pixel, channel) => {
    const x = pixel % width;
    let sum = 0;
    for (
      let column = Math.max(0, x - radius);
      column <= Math.min(width - 1, x + radius);
      column++
    ) {
      sum += columnSum.data[(pixel - x + column) * channels + channel]!;
    }
    return sum;
  });
}

/** Returns the mean over the square of this radius, clipped to the picture. */
export function boxMean(source: Raster, radius: number): Raster {
  const sums = boxSum(source, radius);
  const counts = boxSum(
    rasterOf(source.width, source.height, 1, () => 1),
    radius,
  );
  return rasterOf(source.width, source.height, source.channels, (pixel, channel) => {
    return sums.data[pixel * source.channels + channel]! / counts.data[pixel]!;
  });
}

/**
 * Returns the bilinear value of a half-size raster at the centre of pixel (x, y) of the full-size picture. Edges
 * repeat.
 */
export function sampleHalved(source: Raster, x: number, y: number, channel: number): number {
  const column = Math.min(Math.max(x / 2 - 0.25, 0), source.width - 1);
  const row = Math.min(Math.max(y / 2 - 0.25, 0), source.height - 1);
  const left = Math.floor(column);
  const top = Math.floor(row);
  const right = Math.min(left + 1, source.width - 1);
  const bottom = Math.min(top + 1, source.height - 1);
  const at = (atColumn: number, atRow: number) =>
    source.data[(atRow * source.width + atColumn) * source.channels + channel]!;
  const upper = at(left, top) + (at(right, top) - at(left, top)) * (column - left);
  const lower = at(left, bottom) + (at(right, bottom) - at(left, bottom)) * (column - left);
  return upper + (lower - upper) * (row - top);
}

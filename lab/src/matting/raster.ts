/** Pictures with any number of channels as interleaved floats, and their mean over squares. */

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

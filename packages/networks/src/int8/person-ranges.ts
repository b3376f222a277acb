/** Made by `npm run lab -- int8-ranges`: see `measureRanges`. */
import type { RangeTable } from "./plan.ts";

export const personRanges: RangeTable = {
  weightsSha256: "c6748b1253a99067ef71f7e26ca71096cd449baefa8f101900ea23016507e0e0",
  ranges: [
    { tensor: 203, shape: [1, 128, 128, 64], low: -0.2619, high: 0.2415 },
    { tensor: 204, shape: [1, 128, 128, 384], low: 0, high: 0.463 },
    { tensor: 205, shape: [1, 64, 64, 384], low: 0, high: 0.3373 },
    { tensor: 206, shape: [1, 64, 64, 128], low: -0.3512, high: 0.2684 },
    { tensor: 207, shape: [1, 64, 64, 768], low: 0, high: 0.673 },
    { tensor: 208, shape: [1, 64, 64, 768], low: 0, high: 0.235 },
    { tensor: 209, shape: [1, 64, 64, 128], low: -0.5678, high: 0.528 },
    { tensor: 210, shape: [1, 64, 64, 128], low: -0.8511, high: 0.6669 },
    { tensor: 213, shape: [1, 64, 64, 768], low: 0, high: 1.006 },
    { tensor: 214, shape: [1, 32, 32, 768], low: 0, high: 0.5223 },
    { tensor: 215, shape: [1, 32, 32, 256], low: -0.2675, high: 0.2722 },
    { tensor: 216, shape: [1, 32, 32, 128], low: 0, high: 1.511 },
    { tensor: 217, shape: [1, 32, 32, 128], low: 0, high: 0.6731 },
    { tensor: 257, shape: [1, 32, 32, 128], low: -0.2488, high: 0.5271 },
    { tensor: 258, shape: [1, 32, 32, 256], low: -0.2146, high: 0.202 },
    { tensor: 261, shape: [1, 32, 32, 1536], low: 0, high: 1.219 },
    { tensor: 262, shape: [1, 16, 16, 1536], low: 0, high: 0.5384 },
    { tensor: 263, shape: [1, 16, 16, 384], low: -0.2529, high: 0.2294 },
    { tensor: 264, shape: [1, 16, 16, 192], low: 0, high: 0.9343 },
    { tensor: 265, shape: [1, 16, 16, 192], low: 0, high: 0.3947 },
  ],
};

/** Input and result of a cut-out. */

export interface CutoutInput {
  readonly width: number;
  readonly height: number;
  /** width × height × 3 sRGB code values, row by row. */
  readonly rgb: Uint8Array | Uint8ClampedArray;
  /** Share of each pixel that is person, width × height, 0..1, as coarse as a network returns it. Clamped to 0..1. */
  readonly personAlpha: Float32Array;
  /** Likelihood of each pixel to be hair, width × height, 0..1. Clamped to 0..1. */
  readonly hair: Float32Array;
}

export interface Cutout {
  /** Share of each pixel's light that comes from the person, width × height, 0..1. */
  readonly alpha: Float32Array;
  /**
   * sRGB code values of the person only, width × height × 3, without the old wall. Equals the source bytes where alpha
   * is exactly 0 or 1.
   */
  readonly foreground: Uint8ClampedArray;
  /** Number of pixels between certain person and certain background. */
  readonly unknownPixels: number;
  /** Number of conjugate-gradient steps. */
  readonly iterations: number;
}

export interface MattingKernel {
  /**
   * Cuts the person out of a picture. The same input gives the same bytes. The result belongs to the caller.
   * Throws a RangeError when a size does not fit or an alpha or hair value is not a number.
   */
  cutOut(input: CutoutInput): Cutout;
}

/** Throws a RangeError that explains what to pass instead when the input breaks its contract. */
export function requireValidInput(input: CutoutInput): void {
  const { width, height } = input;
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1) {
    throw new RangeError(`The picture is ${width} × ${height}; pass whole numbers of at least 1.`);
  }
  const pixels = width * height;
  requireLength("rgb", input.rgb.length, 3 * pixels);
  requireLength("personAlpha", input.personAlpha.length, pixels);
  requireLength("hair", input.hair.length, pixels);
  requireNumbers("personAlpha", input.personAlpha);
  requireNumbers("hair", input.hair);
}

function requireLength(name: string, length: number, expected: number): void {
  if (length !== expected) {
    throw new RangeError(
      `${name} holds ${length} values; pass ${expected}, one per sample of the picture.`,
    );
  }
}

function requireNumbers(name: string, values: Float32Array): void {
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]!)) {
      throw new RangeError(
        `${name}[${i}] is not a number; check the network's output before cutting out.`,
      );
    }
  }
}

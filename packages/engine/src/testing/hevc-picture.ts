/**
 * Encodes a tiny picture as one uncompressed HEVC frame (ITU-T H.265, PCM coding units), so that HEIC can be tested
 * without an encoder.
 */

/** Picture with luma per pixel and one chroma pair for all of it. Its sides are multiples of 16. */
export interface YuvPicture {
  readonly width: number;
  readonly height: number;
  readonly luma: (x: number, y: number) => number;
  readonly cb: number;
  readonly cr: number;
}

export interface HevcPicture {
  /** Network abstraction layer units without start codes. */
  readonly parameterSets: { readonly vps: Buffer; readonly sps: Buffer; readonly pps: Buffer };
  readonly slice: Buffer;
}

/** Side of a coding unit. */
const unitPx = 16;
const unitTypes = { idr: 19, vps: 32, sps: 33, pps: 34 } as const;

/** Encodes the picture as parameter sets and one slice. */
export function encodeHevc(picture: YuvPicture): HevcPicture {
  return {
    parameterSets: {
      vps: videoParameterSet(),
      sps: sequenceParameterSet(picture),
      pps: pictureParameterSet(),
    },
    slice: sliceSegment(picture),
  };
}

/** Writer of bits, with functions named as in the standard's syntax tables: u(n) and ue(v). */
class BitWriter {
  private readonly bits: number[] = [];

  u(width: number, value: number): this {
    for (let i = width - 1; i >= 0; i--) this.bits.push(Math.floor(value / 2 ** i) % 2);
    return this;
  }

  /** Writes unsigned Exp-Golomb codes. */
  ue(...values: readonly number[]): this {
    for (const value of values) this.u(2 * Math.floor(Math.log2(value + 1)) + 1, value + 1);
    return this;
  }

  flags(...values: readonly (0 | 1)[]): this {
    this.bits.push(...values);
    return this;
  }

  alignWithZeros(): this {
    while (this.bits.length % 8 > 0) this.bits.push(0);
    return this;
  }

  /** Appends the stop bit and returns the unit with header and emulation prevention. */
  endUnit(type: number): Buffer {
    return this.flags(1).unit(type);
  }

  unit(type: number): Buffer {
    this.alignWithZeros();
    const bytes = [type << 1, 1];
    for (let i = 0; i < this.bits.length; i += 8) {
      const byte = Number.parseInt(this.bits.slice(i, i + 8).join(""), 2);
      if (byte <= 3 && bytes.at(-1) === 0 && bytes.at(-2) === 0) bytes.push(3);
      bytes.push(byte);
    }
    return Buffer.from(bytes);
  }
}

/** Writes profile Main Still Picture, level 3.1. */
const profileTierLevel = (writer: BitWriter): BitWriter =>
  writer.u(8, 3).u(32, 0x70000000).flags(1, 0, 1, 1).u(44, 0).u(8, 93);

function videoParameterSet(): Buffer {
  // Id 0, base layer in this stream, one layer and sub-layer, nesting on, reserved bits.
  const writer = new BitWriter().u(4, 0).flags(1, 1).u(6, 0).u(3, 0).flags(1).u(16, 0xffff);
  // Buffer sizes, one layer set, no timing, no extension.
  return profileTierLevel(writer)
    .flags(1)
    .ue(0, 0, 0)
    .u(6, 0)
    .ue(0)
    .flags(0, 0)
    .endUnit(unitTypes.vps);
}

export function sequenceParameterSet({
  width,
  height,
}: Pick<YuvPicture, "width" | "height">): Buffer {
  const writer = profileTierLevel(new BitWriter().u(4, 0).u(3, 0).flags(1));
  return (
    writer
      // Chroma 4:2:0, size, no cropping, 8 bits, order count of 4 bits.
      .ue(0, 1, width, height)
      .flags(0)
      .ue(0, 0, 0)
      .flags(1)
      .ue(0, 0, 0)
      // Coding blocks of 16, transform blocks of 4 to 16.
      .ue(1, 0, 0, 2, 0, 0)
      // PCM of 8 bits in blocks of 16, excluded from loop filters.
      .flags(0, 0, 0, 1)
      .u(4, 7)
      .u(4, 7)
      .ue(1, 0)
      .flags(1)
      // No reference pictures, no extension.
      .ue(0)
      .flags(0, 0, 0, 0, 0)
      .endUnit(unitTypes.sps)
  );
}

function pictureParameterSet(): Buffer {
  return (
    new BitWriter()
      // Ids 0; dependent slices, output flags, extra header bits, sign hiding and context choice are off.
      .ue(0, 0)
      .flags(0, 0)
      .u(3, 0)
      .flags(0, 0)
      // Reference counts and quantizer at their defaults, further tools off.
      .ue(0, 0, 0)
      .flags(0, 0, 0)
      .ue(0, 0)
      .flags(0, 0, 0, 0, 0, 0, 0)
      // Deblocking is switched off.
      .flags(1, 0, 1, 0, 0)
      .ue(0)
      .flags(0, 0)
      .endUnit(unitTypes.pps)
  );
}

/** Range of the less probable symbol by state, for ranges of 448 and more (H.265 table 9-52). */
const lessProbableRange = [240, 227, 216, 205, 195, 185, 175, 166, 158, 150, 142, 135];

function sliceSegment({ width, height, luma, cb, cr }: YuvPicture): Buffer {
  const unitCount = (width / unitPx) * (height / unitPx);
  if (unitCount > lessProbableRange.length)
    throw new Error(`at most ${lessProbableRange.length} units of ${unitPx} pixels fit`);
  // Header: first slice, parameter set 0, type I, quantizer unchanged.
  const writer = new BitWriter().flags(1, 0).ue(0, 2, 0).flags(1).alignWithZeros();
  for (let unitIndex = 0; unitIndex < unitCount; unitIndex++) {
    const left = (unitIndex % (width / unitPx)) * unitPx;
    const top = Math.floor(unitIndex / (width / unitPx)) * unitPx;
    // Flag "end of slice" as 0 takes 2 from the range. Flag "split" as 0 is always the more probable symbol.
    const range = 510 - (unitIndex > 0 ? 2 : 0) - lessProbableRange[unitIndex]!;
    flushArithmeticCode(writer, range);
    writer.alignWithZeros();
    for (let y = top; y < top + unitPx; y++) {
      for (let x = left; x < left + unitPx; x++) writer.u(8, luma(x, y));
    }
    for (const chroma of [cb, cr]) {
      for (let i = 0; i < (unitPx / 2) ** 2; i++) writer.u(8, chroma);
    }
  }
  flushArithmeticCode(writer, 510);
  return writer.unit(unitTypes.idr);
}

/**
 * Writes the terminating symbol and the flush (H.265 9.3.4.5), when all previous symbols were the more probable ones.
 */
function flushArithmeticCode(writer: BitWriter, range: number): void {
  // The standard drops the first bit of the register; its last bit is the stop bit, here 1.
  writer.u(8, (range - 2) >> 1).flags(1);
}

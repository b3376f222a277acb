/**
 * Encodes baseline JPEG without trellis quantisation, byte-identical to libvips. The browser build of mozjpeg always
 * applies trellis.
 */
import { joined } from "../../file/bytes.ts";
import type { JpegOptions, Raster } from "../../ports.ts";
import { type HuffmanTable, huffmanTableOf } from "./huffman.ts";
import { type Plane, planesOf, tablesOf, zigzag } from "./planes.ts";

const blockSize = 64;

/** Returns the coefficients of all blocks of a plane, row by row, each in the file's order. */
function coefficientsOf({ width, height, data }: Plane, table: readonly number[]): Int16Array {
  const [columns, rows] = [width / 8, height / 8];
  const values = new Int16Array(columns * rows * blockSize);
  const block = new Int32Array(blockSize);
  // The transform scales its results by eight.
  const steps = Int32Array.from(zigzag, (place) => table[place]! * 8);
  for (let b = 0; b < columns * rows; b++) {
    const corner = Math.trunc(b / columns) * 8 * width + (b % columns) * 8;
    for (let i = 0; i < blockSize; i++) block[i] = data[corner + (i >> 3) * width + (i & 7)]! - 128;
    for (let row = 0; row < blockSize; row += 8) transform(block, row, 1, fraction - stored);
    for (let column = 0; column < 8; column++) transform(block, column, 8, fraction + stored);
    for (let k = 0; k < blockSize; k++) {
      const value = block[zigzag[k]!]!;
      const step = steps[k]!;
      const size = Math.trunc((Math.abs(value) + (step >> 1)) / step);
      values[b * blockSize + k] = value < 0 ? -size : size;
    }
  }
  return values;
}

const fraction = 13;
/** Additional bits that the row pass keeps for the column pass. */
const stored = 2;

/** Transforms eight values in place, `s` apart; products have `shift` excess bits. */
function transform(d: Int32Array, at: number, s: number, shift: number): void {
  const sum0 = d[at]! + d[at + 7 * s]!;
  const odd7 = d[at]! - d[at + 7 * s]!;
  const sum1 = d[at + s]! + d[at + 6 * s]!;
  const odd6 = d[at + s]! - d[at + 6 * s]!;
  const sum2 = d[at + 2 * s]! + d[at + 5 * s]!;
  const odd5 = d[at + 2 * s]! - d[at + 5 * s]!;
  const sum3 = d[at + 3 * s]! + d[at + 4 * s]!;
  const odd4 = d[at + 3 * s]! - d[at + 4 * s]!;
  const even0 = sum0 + sum3;
  const even3 = sum0 - sum3;
  const even1 = sum1 + sum2;
  const even2 = sum1 - sum2;
  const half = 1 << (shift - 1);
  // Sums have no fraction: the row pass adds the bits that the column pass removes.
  const scale = 1 << fraction;
  d[at] = ((even0 + even1) * scale + half) >> shift;
  d[at + 4 * s] = ((even0 - even1) * scale + half) >> shift;
  const turned = (even2 + even3) * 4433;
  d[at + 2 * s] = (turned + even3 * 6270 + half) >> shift;
  d[at + 6 * s] = (turned - even2 * 15137 + half) >> shift;
  const common = (odd4 + odd6 + odd5 + odd7) * 9633 + half;
  const z1 = (odd4 + odd7) * -7373;
  const z2 = (odd5 + odd6) * -20995;
  const z3 = (odd4 + odd6) * -16069 + common;
  const z4 = (odd5 + odd7) * -3196 + common;
  d[at + 7 * s] = (odd4 * 2446 + z1 + z3) >> shift;
  d[at + 5 * s] = (odd5 * 16819 + z2 + z4) >> shift;
  d[at + 3 * s] = (odd6 * 25172 + z2 + z3) >> shift;
  d[at + s] = (odd7 * 12299 + z1 + z4) >> shift;
}

/** Brightness, or one of the two colour planes, of the encoded picture. */
interface Component {
  readonly plane: Plane;
  /** Sampling factor: blocks of the component per side of an MCU. */
  readonly factor: number;
  readonly coefficients: Int16Array;
}

/** Symbols in scan order. */
interface Symbols {
  readonly count: number;
  /** Table of the symbol, from 0 to 3, above its eight bits. */
  readonly heads: Uint16Array;
  /** Bits after the symbol's code; their number is in its lower half. */
  readonly tails: Uint16Array;
}

/**
 * Returns the tables of a component: for the difference from the previous block's first coefficient, and for the other
 * coefficients.
 */
const tableOf = (component: number, isFirst: boolean): number =>
  (component === 0 ? 0 : 2) + (isFirst ? 0 : 1);
const tableCount = 4;

const endOfBlock = 0;
const sixteenZeros = 0xf0;

function symbolsOf(components: readonly Component[]): Symbols {
  const most = components.reduce((sum, { coefficients }) => sum + coefficients.length, 0);
  const heads = new Uint16Array(most);
  const tails = new Uint16Array(most);
  const ahead = components.map(() => 0);
  let count = 0;

  function put(head: number, symbol: number, tail: number): void {
    heads[count] = head | symbol;
    tails[count++] = tail;
  }

  function putBlock(
    component: number,
    coefficients: Int16Array,
    at: number,
    isFilled: boolean,
  ): void {
    const first = tableOf(component, true) << 8;
    const rest = tableOf(component, false) << 8;
    const difference = isFilled ? 0 : coefficients[at]! - ahead[component]!;
    put(first, sizeOf(difference), bitsOf(difference));
    ahead[component] = ahead[component]! + difference;
    let zeros = 0;
    for (let k = 1; k < blockSize; k++) {
      const value = isFilled ? 0 : coefficients[at + k]!;
      if (value === 0) {
        zeros++;
        continue;
      }
      for (; zeros > 15; zeros -= 16) put(rest, sixteenZeros, 0);
      put(rest, (zeros << 4) | sizeOf(value), bitsOf(value));
      zeros = 0;
    }
    if (zeros > 0) put(rest, endOfBlock, 0);
  }

  forEachBlock(components, putBlock);
  return { count, heads, tails };
}

function forEachBlock(
  components: readonly Component[],
  use: (component: number, coefficients: Int16Array, at: number, isFilled: boolean) => void,
): void {
  const [{ plane, factor: unit }] = components as readonly [Component];
  for (let row = 0; row < plane.height / 8 / unit; row++) {
    for (let column = 0; column < plane.width / 8 / unit; column++) {
      for (const [component, { plane: own, factor, coefficients }] of components.entries()) {
        for (let b = 0; b < factor * factor; b++) {
          const y = row * factor + Math.trunc(b / factor);
          const x = column * factor + (b % factor);
          use(
            component,
            coefficients,
            ((y * own.width) / 8 + x) * blockSize,
            y >= own.rows || x >= own.columns,
          );
        }
      }
    }
  }
}

const sizeOf = (value: number): number => 32 - Math.clz32(Math.abs(value));

/** Returns the bits of a value. A negative number is encoded as one less. */
const bitsOf = (value: number): number =>
  (value < 0 ? value - 1 : value) & ((1 << sizeOf(value)) - 1);

/** Concatenates bits, adds a zero byte after every byte of ones, and pads the end with ones. */
function writeSymbols(
  { count, heads, tails }: Symbols,
  tables: readonly HuffmanTable[],
): Uint8Array {
  // The buffer suffices: no symbol takes more than 16 bits and 11 more, and stuffing doubles a byte at most.
  const out = new Uint8Array(count * 8 + 2);
  let length = 0;
  let held = 0;
  let heldCount = 0;
  function write(bits: number, bitCount: number): void {
    held = (held << bitCount) | bits;
    heldCount += bitCount;
    while (heldCount >= 8) {
      heldCount -= 8;
      const byte = (held >> heldCount) & 0xff;
      out[length++] = byte;
      if (byte === 0xff) out[length++] = 0;
    }
    held &= (1 << heldCount) - 1;
  }
  for (let i = 0; i < count; i++) {
    const { codes, lengths } = tables[heads[i]! >> 8]!;
    const symbol = heads[i]! & 0xff;
    write(codes[symbol]!, lengths[symbol]!);
    write(tails[i]!, symbol & 15);
  }
  if (heldCount > 0) write((1 << (8 - heldCount)) - 1, 8 - heldCount);
  return out.subarray(0, length);
}

export function encodeBaseline(
  raster: Raster,
  { quality, chroma, tables = "annex-k" }: JpegOptions,
): Uint8Array {
  const { luminance, chrominance } = tablesOf(tables, quality);
  const halved = chroma === "4:2:0";
  const components = planesOf(raster, halved).map((plane, i) => ({
    plane,
    factor: i === 0 && halved ? 2 : 1,
    coefficients: coefficientsOf(plane, i === 0 ? luminance : chrominance),
  }));
  const symbols = symbolsOf(components);
  const codes = frequenciesOf(symbols).map(huffmanTableOf);
  return joined([
    Uint8Array.of(0xff, 0xd8),
    quantisationSegment(0, luminance),
    quantisationSegment(1, chrominance),
    frameSegment(raster, components),
    ...codes.map((code, i) => huffmanSegment(huffmanIds[i]!, code)),
    segment(0xda, [3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0]),
    writeSymbols(symbols, codes),
    Uint8Array.of(0xff, 0xd9),
  ]);
}

/** Ids in the file: the two of luminance, then those of chroma. */
const huffmanIds = [0x00, 0x10, 0x01, 0x11];

function frequenciesOf({ count, heads }: Symbols): Uint32Array[] {
  const frequencies = Array.from({ length: tableCount }, () => new Uint32Array(256));
  for (let i = 0; i < count; i++) frequencies[heads[i]! >> 8]![heads[i]! & 0xff]!++;
  return frequencies;
}

const high = (value: number): number => value >> 8;
const low = (value: number): number => value & 0xff;

const segment = (code: number, body: readonly number[]): Uint8Array =>
  Uint8Array.of(0xff, code, high(body.length + 2), low(body.length + 2), ...body);

const quantisationSegment = (id: number, table: readonly number[]): Uint8Array =>
  segment(0xdb, [id, ...Array.from(zigzag, (place) => table[place]!)]);

const huffmanSegment = (id: number, { counts, symbols }: HuffmanTable): Uint8Array =>
  segment(0xc4, [id, ...counts, ...symbols]);

const frameSegment = ({ width, height }: Raster, components: readonly Component[]): Uint8Array =>
  segment(0xc0, [
    ...[8, high(height), low(height), high(width), low(width), components.length],
    ...components.flatMap(({ factor }, i) => [i + 1, factor * 0x11, i === 0 ? 0 : 1]),
  ]);
